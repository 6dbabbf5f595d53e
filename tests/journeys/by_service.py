"""Stations whose page is not driven yet, by the commands that the page will run."""

from decimal import Decimal

from studio.services import acceptance, briefs, proposals



def workspace_of(person):
    """Return the open studio."""
    return person.window.opened.workspace


def newest(studio, proposal_id):
    """Return a proposal as it is now."""
    return studio.ask(proposals.one(proposal_id))


def write_proposal(person, story):
    """A proposal from the newest brief: two lines, options A and B, two halves; return its id."""
    studio = workspace_of(person)
    (brief,) = studio.ask(briefs.ids(briefs.BriefFilter()))
    key = studio.run(proposals.create_from_brief(brief)).value
    shown = newest(studio, key).shown
    for line in shown.lines:
        now = next(one for one in newest(studio, key).shown.lines if one.id == line.id)
        studio.run(proposals.remove_line(now.id, version=now.version))
    for letter in "AB"[len(shown.options) :]:
        studio.run(proposals.add_option(shown.id, {"letter": letter, "title": letter}))
    wanted = ((story.film, "AB", 1, story.film_minor), (story.reel, "B", 2, story.reel_minor))
    for title, letters, quantity, price in wanted:
        values = {
            "title": title,
            "options": letters,
            "quantity": Decimal(quantity),
            "unit_price": price,
            "pieces": quantity,
            "platform": story.platform,
            "format": "long_video",
        }
        studio.run(proposals.add_line(shown.id, values))
    for part in newest(studio, key).shown.instalments[2:]:
        studio.run(proposals.remove_instalment(part.id, version=part.version))
    while len(newest(studio, key).shown.instalments) < 2:
        studio.run(proposals.add_instalment(shown.id))
    studio.run(proposals.split_evenly(shown.id))
    return key


def send(person, proposal_id):
    """Send it; return its number."""
    studio = workspace_of(person)
    found = newest(studio, proposal_id)
    assert not [one for one in found.shown.findings if one.severity == "block"]
    return studio.run(proposals.send(proposal_id, version=found.version)).value.number


def accept(person, story, proposal_id, letters="B"):
    """Record the answer with the client's words as its proof."""
    studio = workspace_of(person)
    shown = newest(studio, proposal_id).shown
    studio.run(
        proposals.accept(
            shown.id,
            version=shown.version,
            letters=letters,
            by=story.contact,
            on=studio.clock.today(),
            channel="mail",
            note=story.answer,
        )
    )


def make(person, proposal_id):
    """Make project, pieces and the deposit's draft; return what was made."""
    studio = workspace_of(person)
    shown = newest(studio, proposal_id).shown
    return studio.run(acceptance.make(shown.id, version=shown.version)).value


