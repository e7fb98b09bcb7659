"""Whether a place exists for this unit in a period, before something is written there."""

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.operations.workspace import Workspace
from kgdesk.store import escalations


def place_exists(workspace: Workspace, period: Period, place: Place) -> bool:
    """Tell whether the place is there; raises Fault `entry.not_asked`, `entry.task_not_asked` for what is not asked."""
    unit = workspace.unit
    asked_of = {"period": period.code, "unit": unit.code, "unit_name": unit.name_vi}
    match place.kind:
        case PlaceKind.INDICATOR:
            if place.code not in {item.code for item in workspace.indicators(period)}:
                raise Fault("entry.not_asked", indicator=place.code, **asked_of)
        case PlaceKind.TASK:
            if place.code not in {item.code for item in workspace.tasks(period)}:
                raise Fault("entry.task_not_asked", task=place.code, **asked_of)
        case PlaceKind.ESCALATION:
            return place.code in {item.key for item in escalations.current(workspace.store, unit.code)}
        case PlaceKind.RETURN:
            return not place.code
    return True
