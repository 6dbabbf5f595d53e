"""What a person can do and see on the incubation board."""

from tests.drivers.page import PageDriver


class IncubationDriver(PageDriver):
    """Drives the view of incubation; it stands for the page."""

    @property
    def page(self):
        """The view itself."""
        return self.window

    def stands(self, state):
        """Return the names of the cards of a stage."""
        return [card.title for card in self.page.stages.board.cards(state)]

    def select(self, talent_id):
        """Click somebody's card."""
        self.page.show_one(talent_id)

    def drag(self, talent_id, target):
        """Drag a card to another stage; return what stood against it, "" where it went."""
        board = self.page.stages.board
        source = board.column_of(talent_id)
        against = board.allowed(talent_id, source, target)
        if not against:
            board.moved.emit(talent_id, source, target)
        return against

    def move(self, state):
        """Choose where the current one goes next."""
        self.page.move_to(state)
