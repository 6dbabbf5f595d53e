"""CompanyPanel: a part of the settings that each company has for itself."""

from studio.domain.names import pick
from studio.services import studio
from studio.services.studio import Company, CompanyRow
from ui.context import Context
from ui.language import tr
from ui.settings.choices import company_choices
from ui.settings.panel import LABELS, Panel
from ui.widgets.boxes import fixed, hbox
from ui.widgets.choosing import ChoiceButton
from ui.widgets.labels import label


class CompanyPanel(Panel):
    """Shows a company of several; which one is chosen at the top, where there are more."""

    def __init__(self, context: Context, title: str, sentence: str) -> None:
        super().__init__(context, title, sentence)
        self.company: Company | None = None
        self._wanted = 0
        self.choice = ChoiceButton()
        self.choice.setAccessibleName(tr("Company"))
        self._row = fixed(label(tr("Company"), "small", "text3"), LABELS)
        self.body.addLayout(hbox(None, self._row, self.choice, gap=12, margins=(0, 0, 0, 10)))
        self.choice.committed.connect(self._on_chosen)

    def load(self) -> None:
        """Ask which companies there are, then for the chosen one."""
        tasks = self.context.tasks
        tasks.ask(studio.companies(), owner=self, then=self._on_companies, slot="companies")

    def show_company(self, company: Company) -> None:
        """Show the chosen company."""

    def choose(self, key: int) -> None:
        """Show another company."""
        self._wanted = key
        self.choice.set_value(key)
        query = studio.company(key, archived=True)
        self.context.tasks.ask(query, owner=self, then=self._on_company, slot="company")

    def name_of(self, company: Company) -> str:
        """Return a company's name in the window's language."""
        return pick(company.legal_name, company.legal_name_zh, self.context.language)

    def _on_companies(self, companies: list[CompanyRow]) -> None:
        self.choice.set_choices(company_choices(companies, self.context.language))
        for widget in (self._row, self.choice):
            widget.setVisible(len(companies) > 1)
        keys = [company.id for company in companies]
        if keys:
            self.choose(self._wanted if self._wanted in keys else keys[0])

    def _on_company(self, company: Company) -> None:
        self.company = company
        self.show_company(company)

    def _on_chosen(self) -> None:
        self.choose(int(self.choice.value()))
