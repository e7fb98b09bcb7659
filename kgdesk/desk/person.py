"""Who sits before the window: several people share an office PC, and every record says which of them made it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kgdesk.desk.settings import Settings
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.person import clean_name
from kgdesk.operations import people
from kgdesk.operations.people import actor_name, people_of

if TYPE_CHECKING:
    from kgdesk.desk.shell import Shell


def login_name() -> str:
    """Name the person as the system (or `KGDESK_ACTOR`) knows them."""
    return actor_name()


def is_named(settings: Settings) -> bool:
    """Whether the person said their name; what is signed does not go out under a login."""
    return people.is_named(settings.person)


def actor(settings: Settings) -> str:
    """Name the person by the name they gave, else as the command line would; stands in the history of every cell."""
    return actor_name(settings.person)


class People(QObject):
    """Lets one choose in the header who works now; the strip below it asks once where nobody ever said."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._session = shell.session
        self._of_workspace: tuple[str, ...] = ()
        shell.header.person_chosen.connect(self.work_as)
        shell.header.person_wanted.connect(shell.menus.ask_name)
        shell.person_strip.answered.connect(self.work_as)
        shell.person_strip.put_off.connect(self._put_off)
        self._offer()

    def load(self) -> None:
        """Fetch the names that stand in the workspace."""
        self._session.read(people_of, self._take)

    @Slot(object)
    def _take(self, names: tuple[str, ...]) -> None:
        self._of_workspace = names
        self._offer()

    def _offer(self) -> None:
        settings = self._session.settings
        current = actor(settings)
        names = tuple(dict.fromkeys((current, *settings.people, *self._of_workspace)))
        self._shell.header.offer_people(names, current, known=bool(settings.person))
        self._shell.person_strip.offer(tuple(name for name in names if name != login_name()))
        self._shell.person_strip.setVisible(not settings.person and not settings.person_put_off)

    @Slot(str)
    def work_as(self, name: str) -> None:
        """Let somebody else work from now on; what was typed before is saved under the name it was typed under."""
        name = clean_name(name)
        settings = self._session.settings
        if not name:
            self._offer()
            return
        page = self._shell.current
        if page is not None:
            page.flush()
        if not settings.person and actor(settings) in settings.toured:
            settings.remember_tour(name)  # the same person, who only now says the name
        settings.person = name
        settings.remember_person(name)
        told = actor(settings)

        def work(workspace: object) -> ChangeSet:
            workspace.actor = told  # type: ignore[attr-defined]  # in the queue: behind what was typed before
            return ChangeSet()

        self._session.read(work, self._changed)
        self._offer()

    @Slot(object)
    def _changed(self, _nothing: object) -> None:
        page = self._shell.current
        if page is not None:
            page.load()

    @Slot()
    def _put_off(self) -> None:
        self._session.settings.person_put_off = True
        self._offer()
