"""Fusion with edges that are seen: it darkens the window's colour for them, which is nothing on a dark ground."""

from enum import IntEnum

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QStyleOptionComplex, QWidget

_ROUND = 2.0  # radius of Fusion's own frames
_BAR = 3  # pixels of the bar on the tab that is shown and on a button that is pressed in


class Edges(IntEnum):
    """What gets an edge: what can be ticked; fields and buttons too; tabs, headers and frames as well."""

    TICKED = 0
    FIELDS = 1
    ALL = 2


_Primitive = QStyle.PrimitiveElement
_TOOL = _Primitive.PE_PanelButtonTool
_RADIO = _Primitive.PE_IndicatorRadioButton
_LEAST = {
    _Primitive.PE_IndicatorCheckBox: Edges.TICKED,
    _Primitive.PE_IndicatorItemViewItemCheck: Edges.TICKED,
    _RADIO: Edges.TICKED,
    _Primitive.PE_FrameLineEdit: Edges.FIELDS,
    _Primitive.PE_PanelButtonCommand: Edges.FIELDS,
    _Primitive.PE_FrameGroupBox: Edges.FIELDS,
    _Primitive.PE_FrameTabWidget: Edges.FIELDS,
    _TOOL: Edges.FIELDS,
    _Primitive.PE_Frame: Edges.ALL,
}
_TAB = QStyle.ControlElement.CE_TabBarTabShape
_HEADER = QStyle.ControlElement.CE_HeaderSection
_SCROLL = QStyle.ComplexControl.CC_ScrollBar
_ARROWED = frozenset({QStyle.ComplexControl.CC_ComboBox, QStyle.ComplexControl.CC_SpinBox})


class OutlinedStyle(QProxyStyle):
    """Draws over Fusion's edges. One for the life of the application: another scheme only changes its ink."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._ink = QColor(Qt.GlobalColor.gray)
        self._edges = Edges.TICKED

    def dress(self, ink: QColor, edges: Edges) -> None:
        """Take the colour of the edges, and what gets one."""
        self._ink, self._edges = ink, edges

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draw as Fusion does, then the edge."""
        super().drawPrimitive(element, option, painter, widget)
        least = _LEAST.get(element)
        if least is None or least > self._edges or (element == _TOOL and not _is_seen(option)):
            return
        if element == _RADIO:
            self._ring(painter, option.rect)
        else:
            self._edge(painter, option.rect)
        if element == _TOOL and self._edges >= Edges.ALL and option.state & QStyle.StateFlag.State_On:
            bar = QRect(option.rect.left() + 2, option.rect.bottom() - _BAR, option.rect.width() - 4, _BAR)
            painter.fillRect(bar, option.palette.highlight())

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw as Fusion does, then the edge of fields with arrows, and the handle of what scrolls."""
        super().drawComplexControl(control, option, painter, widget)
        if control == _SCROLL and self._edges >= Edges.ALL:
            handle = self.subControlRect(control, option, QStyle.SubControl.SC_ScrollBarSlider, widget)  # type: ignore[arg-type]
            painter.fillRect(handle.adjusted(3, 1, -3, -1) if handle.width() < handle.height() else handle, self._ink)
        if control in _ARROWED and self._edges >= Edges.FIELDS:
            self._edge(painter, option.rect)

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draw as Fusion does, then the edges of tabs and headers."""
        super().drawControl(element, option, painter, widget)
        if self._edges < Edges.ALL:
            return
        if element == _TAB:
            self._edge(painter, option.rect)
            if option.state & QStyle.StateFlag.State_Selected:
                bar = QRect(option.rect.left() + 2, option.rect.top() + 1, option.rect.width() - 4, _BAR)
                painter.fillRect(bar, option.palette.highlight())
        elif element == _HEADER:
            painter.save()
            painter.setPen(QPen(self._ink, 1))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
            painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
            painter.restore()

    def _edge(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._ink, 1))
        painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), _ROUND, _ROUND)
        painter.restore()

    def _ring(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._ink, 1.5))
        painter.drawEllipse(rect.toRectF().adjusted(1.5, 1.5, -1.5, -1.5))
        painter.restore()


def _is_seen(option: QStyleOption) -> bool:
    """Flat buttons show an edge only under the pointer, pressed or ticked, as in Fusion."""
    state = option.state
    flat = bool(state & QStyle.StateFlag.State_AutoRaise)
    return not flat or bool(
        state & (QStyle.StateFlag.State_On | QStyle.StateFlag.State_Sunken | QStyle.StateFlag.State_MouseOver)
    )
