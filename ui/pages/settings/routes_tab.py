"""路线与授权: the steps before the review, and the written authorisations, which only a signatory grants."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QLabel, QWidget

from reviewer_app.domain.actors import Authorisation
from reviewer_app.domain.items import Route
from reviewer_app.ports.read_models import Rows
from reviewer_app.services.office_settings import OfficeSettings
from reviewer_app.services.routes import SaveRoute, save_route
from ui.actions.front import Front
from ui.dialogs.office_forms import RouteForm
from ui.dialogs.rows_table import table_of
from ui.models.rows import Column, RowsModel
from ui.pages.settings.tab import ListTab


@dataclass(frozen=True, slots=True)
class AuthorisationRow:
    """An authorisation with the names of both."""

    grantor: str
    grantee: str
    authorisation: Authorisation

    def state(self, today: date) -> str:
        """The word's key: revoked, over, not yet, or in force."""
        one = self.authorisation
        if one.revoked_at is not None:
            return "revoked"
        if today > one.valid_until:
            return "over"
        return "future" if today < one.valid_from else "valid"


_LIGHT = {"valid": "green", "future": "open", "over": "grey", "revoked": "grey"}


class RoutesTab(ListTab[Route]):
    """Routes above, authorisations below (to read: the leader grants and revokes them himself in 签批)."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        words = front.words
        columns: tuple[Column[Route], ...] = (
            Column(words("routes.name"), lambda route: route.name, width=240),
            Column(words("routes.steps"), lambda route: " → ".join(step.name for step in route.steps) or "—",
                          width=420),
        )
        super().__init__(front, "routes.hint", "routes.list", columns, parent, empty_key="empty.routes")
        self.add_button = self.button("routes.add", "primary")
        self.change_button = self.button("routes.change")
        self.add_buttons(self.change_button, self.add_button, needing_row=(self.change_button,))
        self.authorisations: RowsModel[AuthorisationRow] = RowsModel(self._authorisation_columns(), self)
        heading = QLabel(words("authorisations.hint"), self)
        heading.setWordWrap(True)
        heading.setProperty("hint", "true")
        self.body.addWidget(heading)
        self.authorisation_table = table_of(
            self.authorisations, words("authorisations.list"), self, empty=words("empty.authorisations")
        )
        self.body.addWidget(self.authorisation_table, 1)
        self.add_button.clicked.connect(self.add)
        self.change_button.clicked.connect(self.change)
        self.table.activated.connect(self.change)

    def show_office(self, office: OfficeSettings) -> None:
        """Routes and authorisations, newest authorisation first."""
        self.show_rows(office.routes)
        names = {user.id: user.name for user in office.users}
        rows = [AuthorisationRow(names.get(one.grantor, one.grantor), names.get(one.grantee, one.grantee), one)
                for one in reversed(office.authorisations)]
        self.authorisations.restart(Rows(tuple(rows), None))

    @Slot()
    def add(self) -> None:
        """A new route."""
        self._show(RouteForm(self.front.words, None, self))

    @Slot(QModelIndex)
    def change(self, *_args: object) -> None:
        """Change the selected route."""
        route = self.selected()
        if route is not None:
            self._show(RouteForm(self.front.words, route, self))

    @Slot(object)
    def on_given(self, typed: Route) -> None:
        """Forward to the use case."""
        command = SaveRoute(self.front.actor, typed.name, typed.steps, typed.id or None, typed.version)
        self.front.do(self._form, save_route, command, self._form.done_with)

    def _show(self, form: RouteForm) -> None:
        self._form = form
        form.given.connect(self.on_given)
        self.ask(form, keep=f"route-{form.value().id or 'new'}")

    def _authorisation_columns(self) -> tuple[Column[AuthorisationRow], ...]:
        words, today = self.front.words, self.front.desk.today

        def state(row: AuthorisationRow) -> str:
            return row.state(today())

        return (
            Column(words("authorisations.state"), lambda row: words(f"authorisation.{state(row)}"),
                   lambda row: _LIGHT[state(row)], width=100),
            Column(words("authorisations.grantor"), lambda row: row.grantor, width=120),
            Column(words("authorisations.grantee"), lambda row: row.grantee, width=120),
            Column(words("authorisations.columns"), self._columns, tip=self._columns, width=240),
            Column(words("authorisations.period"), lambda row:
                   f"{row.authorisation.valid_from} — {row.authorisation.valid_until}", width=200),
            Column(words("authorisations.document"), lambda row: row.authorisation.document, width=200),
        )

    def _columns(self, row: AuthorisationRow) -> str:
        catalogue = self.front.desk.toolbox.catalogue
        found = [(leaf, catalogue.column(leaf)) for leaf in sorted(row.authorisation.columns)]
        return self.front.words("missing.join").join(column.title if column else leaf for leaf, column in found)
