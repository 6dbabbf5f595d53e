"""callboard-cli: the studio without its window, for people at a terminal and for programs.

Exit status: 0 done, 1 refused (the reason stands on stderr), 2 wrong usage.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import studio
from studio import log as logs
from studio import settings as stored
from studio import writing
from studio.documents.worker import build_now
from studio.errors import Invalid, Missing, StudioError
from studio.services import backup, incubation, invoices, opening, publish, sample, schedule
from studio.services.exchange import (
    checking,
    forms,
    importing,
    matching,
    nouns,
    planning,
    rendering,
)
from studio.services.exchange.plain import plain_value
from studio.services.talent import importing as tables
from studio.services.talent import sheets
from studio.services.workspace import Workspace
from studio.text import Message

DONE, REFUSED, STOPPED = 0, 1, 130
"""The last as a shell counts a program that Ctrl+C ended."""
EXPORTED = ("proposal", "proposals", "invoice", "invoices", "project", "projects")


@contextmanager
def opened(arguments: argparse.Namespace, *, read_only: bool = False) -> Iterator[Workspace]:
    """Open the studio that --studio names, or the one opened last."""
    place = arguments.studio or stored.load().last_studio
    if not place:
        raise Missing(Message("No studio was opened yet. Name one with --studio."))
    workspace = opening.open_studio(place, read_only=read_only)
    try:
        yield workspace
    finally:
        workspace.close()


def say(value: Any) -> None:
    """Write a value as JSON."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def do_demo(arguments: argparse.Namespace) -> None:
    """Write a fresh demo studio."""
    target = Path(arguments.file)
    if target.exists():
        raise Invalid({"file": Message("{name} is there already.", name=target.name)})
    sample.make_demo(target)
    sys.stdout.write(f"{target}\n")


def do_list(arguments: argparse.Namespace) -> None:
    """List the records of a noun."""
    noun = nouns.noun_of(arguments.noun)
    with opened(arguments, read_only=True) as workspace:
        found = nouns.listing(workspace, noun)
    if arguments.json:
        say(found)
        return
    for row in found:
        name = row.get("title") or row.get("name") or row.get("client") or ""
        sys.stdout.write(f"{row['number'] or row['ref']}\t{row['state']}\t{name}\n")


def do_show(arguments: argparse.Namespace) -> None:
    """Show one record whole."""
    with opened(arguments, read_only=True) as workspace:
        reference = workspace.ask(nouns.find(arguments.ref))
        say(plain_value(nouns.show(workspace, reference)))


def do_export(arguments: argparse.Namespace) -> None:
    """Write the PDF of a proposal or invoice, or a project's plan as .xml or .csv."""
    noun = nouns.noun_of(arguments.noun)
    with opened(arguments, read_only=True) as workspace:
        reference = workspace.ask(nouns.find(arguments.ref, noun))
        if noun.singular == "project":
            kind = "csv" if arguments.out.lower().endswith(".csv") else "xml"
            data = workspace.ask(schedule.plan_file(kind, reference.id)).data
        else:
            data = _pdf(workspace, reference)
    writing.write_whole(Path(arguments.out), data)


def _pdf(workspace: Workspace, reference: nouns.Reference) -> bytes:
    """Return the kept PDF of what was issued or sent, else one built now."""
    if reference.noun.singular == "proposal":
        paper = workspace.ask(publish.proposal(reference.id, reference.version or None))
        return paper.kept or build_now("proposal", paper.document)
    try:
        return workspace.ask(invoices.pdf(reference.id))
    except Missing:
        return build_now("invoice", workspace.ask(invoices.printed(reference.id)))


def do_check(arguments: argparse.Namespace) -> None:
    """Check a studio: integrity, number gaps, the hash of every issued PDF."""
    arguments.studio = arguments.file or arguments.studio
    with opened(arguments, read_only=True) as workspace:
        report = workspace.ask(checking.check())
    sys.stdout.write(f"{report.documents} documents, {report.files} files checked\n")
    if report.problems:
        raise Invalid(
            {str(nr): problem for nr, problem in enumerate(report.problems, start=1)},
            Message("{count} problems found.", count=len(report.problems)),
        )


def do_backup(arguments: argparse.Namespace) -> None:
    """Write a checked copy of a studio."""
    with opened(arguments, read_only=True) as workspace:
        backup.save_copy(workspace, Path(arguments.out))


def do_schema(arguments: argparse.Namespace) -> None:
    """Write the JSON Schema of what import and render take."""
    name = arguments.noun.lower()
    known = nouns.BY_NAME.get(name)
    say(importing.schema(known.singular if known else name))


def do_import(arguments: argparse.Namespace) -> None:
    """Add records from a JSON file, people and readings from a table (CSV, XLSX)."""
    path = Path(arguments.file)
    wanted = arguments.noun.lower()
    if wanted in ("snapshot", "snapshots") or (wanted == "talent" and path.suffix != ".json"):
        _import_table(arguments, path, "snapshots" if wanted != "talent" else "talent")
        return
    noun = nouns.noun_of(arguments.noun)
    value = importing.read_json(Path(arguments.file))
    values = value if isinstance(value, list) else [value]
    with opened(arguments) as workspace:
        keys = workspace.run(importing.bring_in(noun.singular, values)).value
    for key in keys:
        sys.stdout.write(f"{key}\n")


def _import_table(arguments: argparse.Namespace, path: Path, what: str) -> None:
    """Bring in a table of people or readings; what is left out is listed on stderr."""
    sheet = sheets.from_path(path)
    plan, good = tables.guess(sheet, what), arguments.good_rows
    with opened(arguments) as workspace:
        if what == "snapshots":
            made = tables.import_snapshots(sheet, plan, good_rows=good, report=_progress())
        elif arguments.scout:
            made = incubation.scout_list(sheet, plan, good_rows=good, report=_progress())
        else:
            made = tables.import_talent(sheet, plan, good_rows=good, report=_progress())
        done = workspace.run(made).value
    for problem in done.problems:
        sys.stderr.write(f"  row {problem.row}, {problem.field}: {problem.reason}\n")
    sys.stdout.write(
        f"{len(done.talent_ids)} people, {done.readings} readings; "
        f"{done.known} known, {done.left_out} rows left out\n"
    )


def _progress() -> Callable[[int, int], None] | None:
    """Return what tells a person at the terminal how far an import is; Ctrl+C keeps nothing."""
    if not sys.stderr.isatty():
        return None

    def tell_rows(done: int, total: int) -> None:
        sys.stderr.write(f"\r{done:,} of {total:,} rows\x1b[K")
        sys.stderr.flush()

    return tell_rows


def do_match(arguments: argparse.Namespace) -> None:
    """Say who answers to a brief, with the parts of each score."""
    with opened(arguments, read_only=True) as workspace:
        reference = workspace.ask(nouns.find(arguments.brief, nouns.BY_NAME["brief"]))
        found = workspace.ask(matching.match(reference.id))
    if arguments.json:
        say(
            [
                {key: row[key] for key in ("talent", "score", "parts", "excluded_by")}
                for row in found
            ]
        )
        return
    for row in found:
        score = "-" if row["score"] is None else f"{row['score']:.1f}"
        why = row["excluded_by"] or [part["reason"] for part in row["parts"]]
        sys.stdout.write(f"{score}\t{row['talent']}\t{row['name']}\t{'; '.join(why)}\n")


def do_render(arguments: argparse.Namespace) -> None:
    """Write the PDF of a document described by a JSON file; no studio is needed."""
    form = importing.checked(
        forms.PAPERS[arguments.kind], importing.read_json(Path(arguments.file))
    )
    if isinstance(form, forms.InvoicePaper):
        data = build_now("invoice", rendering.invoice_document(form))
    else:
        assert isinstance(form, forms.ProposalPaper)  # noqa: S101  there are two kinds
        data = build_now("proposal", rendering.proposal_document(form))
    writing.write_whole(Path(arguments.out), data)


def do_plan(arguments: argparse.Namespace) -> None:
    """Plan a JSON file: dates, slack and reasons; resources are not looked at."""
    tell(planning.plan(importing.read_json(Path(arguments.file))), arguments.out)


def do_level(arguments: argparse.Namespace) -> None:
    """Level a JSON file: a plan that people and rooms can keep; 1 where no plan exists."""
    found = planning.level(
        importing.read_json(Path(arguments.file)), arguments.seconds, arguments.seed
    )
    tell(found, arguments.out)
    if found["status"] not in ("optimal", "feasible"):
        raise planning.refusal(found)


def tell(value: Any, out: str) -> None:
    """Write a value as JSON, to a file where one is named."""
    if not out:
        say(value)
        return
    data = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    writing.write_whole(Path(out), data.encode())


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    whole = argparse.ArgumentParser(
        prog="callboard-cli", description="Callboard without its window."
    )
    whole.add_argument("--version", action="version", version=f"callboard {studio.__version__}")
    where = argparse.ArgumentParser(add_help=False)
    # Before the command and behind it: what stands behind it counts.
    for place, default in ((whole, ""), (where, argparse.SUPPRESS)):
        place.add_argument(
            "--studio",
            default=default,
            help="a .callboard file or a PostgreSQL URL (default: opened last)",
        )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, call: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=call.__doc__, parents=[where])
        made.set_defaults(call=call)
        return made

    add("demo", do_demo).add_argument("file")
    listed = add("list", do_list)
    listed.add_argument("noun")
    listed.add_argument("--json", action="store_true", help="an array of flat objects")
    shown = add("show", do_show)
    shown.add_argument("ref", help="a number, a name, or noun:id")
    shown.add_argument("--json", action="store_true", help="JSON is what show always writes")
    exported = add("export", do_export)
    exported.add_argument("noun", choices=EXPORTED)
    exported.add_argument("ref")
    exported.add_argument("--out", required=True)
    add("check", do_check).add_argument("file", nargs="?", default="")
    add("backup", do_backup).add_argument("--out", required=True)
    add("schema", do_schema).add_argument("noun")
    brought = add("import", do_import)
    brought.add_argument("noun")
    brought.add_argument("file")
    brought.add_argument(
        "--good-rows", action="store_true", help="of a table, take the rows that can be read"
    )
    brought.add_argument(
        "--scout", action="store_true", help="of a table of people, put the new on the board"
    )
    _add_working_out(add)
    rendered = add("render", do_render)
    rendered.add_argument("kind", choices=tuple(forms.PAPERS))
    rendered.add_argument("file")
    rendered.add_argument("--out", required=True)
    return whole


def _add_working_out(
    add: Callable[[str, Callable[[argparse.Namespace], None]], argparse.ArgumentParser],
) -> None:
    """Add the commands that work something out: plans, and who answers to a brief."""
    planned = add("plan", do_plan)
    planned.add_argument("file", help="tasks, links and calendars as JSON")
    planned.add_argument("--out", default="", help="where the dates go (default: the terminal)")
    levelled = add("level", do_level)
    levelled.add_argument("file", help="tasks, links, resources and calendars as JSON")
    levelled.add_argument("--seconds", type=float, default=10.0, help="how long to search")
    levelled.add_argument("--seed", type=int, default=0, help="another number, another search")
    levelled.add_argument("--out", default="", help="where the plan goes (default: the terminal)")
    matched = add("match", do_match)
    matched.add_argument("brief", help="a brief's number, or brief:id")
    matched.add_argument("--json", action="store_true", help="an array, the best first")


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; return the exit status."""
    logs.start("cli")
    wanted = parser().parse_args(arguments)
    try:
        wanted.call(wanted)
    except KeyboardInterrupt:  # what was under way was rolled back
        sys.stderr.write("\nStopped; nothing was kept.\n")
        return STOPPED
    except BrokenPipeError:  # the reader had enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except StudioError as error:
        sys.stderr.write(f"{error}\n")
        if isinstance(error, Invalid):
            for field, reason in error.fields.items():
                if str(reason) != str(error):
                    sys.stderr.write(f"  {field}: {reason}\n")
        return REFUSED
    return DONE


if __name__ == "__main__":
    sys.exit(main())
