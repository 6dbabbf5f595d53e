"""The demo studio's open proposal in all fifteen parts, and shapes it can take."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from studio.documents.language import Bilingual, Language, same
from studio.documents.parties import Party, Person
from studio.documents.proposal import (
    AddOn,
    Creator,
    Deliverable,
    Milestone,
    Option,
    OptionSet,
    Price,
    ProposalDocument,
    Target,
)
from studio.documents.rows import Instalment, PricedRow, RowKind, TaxLine
from studio.domain.money import Money
from tests.documents.samples import BRAND, STAMPED


def usd(amount: str) -> Money:
    return Money(int(Decimal(amount) * 100), "USD")


def portrait() -> bytes:
    """A plain face on a coloured ground."""
    image = Image.new("RGB", (400, 400), (214, 226, 230))
    pen = ImageDraw.Draw(image)
    pen.ellipse((130, 80, 270, 240), fill=(120, 100, 90))
    pen.ellipse((60, 260, 340, 540), fill=(60, 90, 110))
    file = BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


def item(title: Bilingual, detail: Bilingual, quantity: str, price: str, held: str) -> PricedRow:
    """A row held by the options named in `held` ("ABC")."""
    amount = usd(price).times(Decimal(quantity))
    return PricedRow(
        title=title,
        detail=detail,
        quantity=Decimal(quantity),
        price=usd(price),
        amounts=tuple(amount if letter in held else None for letter in "ABC"),
    )


def heading(en: str, zh: str) -> PricedRow:
    return PricedRow(kind=RowKind.HEADING, title=Bilingual(en, zh))


def subtotal(*amounts: str) -> PricedRow:
    return PricedRow(
        kind=RowKind.SUBTOTAL,
        title=Bilingual(),
        amounts=tuple(usd(amount) if amount else None for amount in amounts),
    )


ROWS = (
    heading("Film", "视频"),
    item(
        Bilingual("Long video, 8 to 10 min", "长视频，8 至 10 分钟"),
        Bilingual("Presented by Theo Marsh, on your channel", "西奥主持，发布于贵方频道"),
        "1",
        "9800",
        "ABC",
    ),
    item(
        Bilingual("Shorts cut from the video", "由长视频剪出的短视频"),
        Bilingual("15 to 45 s, vertical", "15 至 45 秒，竖版"),
        "3",
        "900",
        "ABC",
    ),
    item(Bilingual("Motion graphics", "动态图形"), Bilingual("Days", "天"), "2", "600", "ABC"),
    item(Bilingual("Production management", "制片管理"), Bilingual(), "1", "800", "ABC"),
    subtotal("14500", "14500", "14500"),
    heading("Reels", "Reels"),
    item(
        Bilingual("Reels for your own account", "贵方账号 Reels"),
        Bilingual("20 to 40 s, one experiment each", "20 至 40 秒，每条一个实验"),
        "6",
        "850",
        "BC",
    ),
    item(
        Bilingual("Captions and cover texts", "文案与封面文字"),
        Bilingual("Set of 6", "6 条一组"),
        "1",
        "200",
        "BC",
    ),
    subtotal("", "5300", "5300"),
    heading("Usage", "授权"),
    item(
        Bilingual("Paid usage, United States", "美国付费授权"),
        Bilingual("90 days from first publication", "自首次发布起 90 天"),
        "1",
        "4800",
        "C",
    ),
    subtotal("", "", "4800"),
)

OPTIONS = (
    Option(letter="A", name=Bilingual("Film", "视频"), net=usd("14500"), total=usd("14500")),
    Option(
        letter="B",
        name=Bilingual("Film and reels", "视频加 Reels"),
        advised=True,
        net=usd("19800"),
        total=usd("19800"),
    ),
    Option(
        letter="C",
        name=Bilingual("With paid usage", "含付费授权"),
        net=usd("24600"),
        total=usd("24600"),
    ),
)


def price() -> Price:
    return Price(
        intro=Bilingual(
            "Choose one option. We suggest B: the reels keep the box in view for the four weeks "
            "in which families buy.",
            "请选择一个方案。我们推荐 B：Reels 让实验盒在家庭选购的四周里持续出现。",
        ),
        option_sets=(OptionSet(options=OPTIONS, rows=ROWS),),
        add_ons=(
            AddOn(
                letter="R",
                name=Bilingual("Rush delivery", "加急交付"),
                detail=Bilingual("first cut within 5 working days", "5 个工作日内出初剪"),
                share=Decimal("0.25"),
            ),
        ),
        tax_note=Bilingual("No sales tax is charged on these services", "以上服务不收取销售税"),
        instalments=(
            Instalment(
                label=Bilingual("On acceptance", "确认时"),
                share=Decimal("0.5"),
                amount=usd("9900"),
                due_text=Bilingual("At once, before work starts", "立即，开工前"),
            ),
            Instalment(
                label=Bilingual("First cut delivered", "初剪交付"),
                share=Decimal("0.3"),
                amount=usd("5940"),
                due_text=Bilingual(
                    "Net 30, planned 9 December 2026", "月结 30 天，预计 2026-12-09"
                ),
            ),
            Instalment(
                label=Bilingual("Last piece published", "最后一条发布"),
                share=Decimal("0.2"),
                amount=usd("3960"),
                due=date(2026, 12, 18),
            ),
        ),
        instalments_for="B",
        notes=Bilingual(
            "Two review rounds are included for each piece; a further round is 15% of its line. "
            "Paid usage is licensed only in option C.",
            "每条含两轮审稿，每多一轮加收该项的 15%。付费授权仅含于方案 C。",
        ),
    )


def proposal(language: Language = Language.EN) -> ProposalDocument:
    """PL-P-2026-019, version 2: the holiday science box of Brightfig."""
    return ProposalDocument(
        language=language,
        number="PL-P-2026-019",
        version=2,
        replaces=1,
        stamped_at=STAMPED,
        brand=BRAND,
        issuer=Party(same("Paper Lantern US LLC")),
        client=Party(
            Bilingual("Brightfig Inc.", "亮果教育"),
            attention=Bilingual("marketing team", "市场部"),
        ),
        title=Bilingual("Holiday science box", "假期实验盒"),
        lead=Bilingual(
            "A long film that opens the box on camera, three Shorts cut from it, and six reels "
            "for the weeks before the holidays.",
            "一支开箱长视频，由它剪出的三条短视频，以及节前数周的六条 Reels。",
        ),
        issue_date=date(2026, 11, 9),
        valid_until=date(2026, 11, 30),
        prepared_by=Person(Bilingual("Zhou Yining", "周以宁"), Bilingual("producer", "制片")),
        answer_to="zhou@paperlantern.example",
        about=Bilingual(
            "Paper Lantern was founded in 2023 by the beauty creator Lin Xiaoman and the "
            "technology creator Theo Marsh. We began with our own channels and now make the work "
            "of brands with the same care.\n\n"
            "Relevant work:\n- A headphone review that 1.1 million people watched to the end\n"
            "- A photo campaign with a virtual muse for a perfume house\n"
            "- A 24 hour stream from the Alps",
            "纸灯笼由美妆博主林小满与科技频道主西奥于 2023 年创办，从自有内容转为替品牌创作。\n\n"
            "相关作品：\n- 耳机长评，110 万人看到最后\n- 香氛品牌虚拟代言大片\n"
            "- 24 小时阿尔卑斯直播",
        ),
        brief=Bilingual(
            "You want families to see what is inside the box before they decide, and to trust that "
            "a child can do it alone. Sales in the four weeks before the holidays count; awareness "
            "is welcome but not the measure.",
            "贵方希望家长在下单前看到盒内是什么，并相信孩子能独立完成。衡量标准是节前四周的销量。",
        ),
        audience=Bilingual(
            "Parents of children aged 6 to 11 in the United States, mostly mothers, who look for a "
            "gift that is not another screen. They search in the evening, on the telephone, and "
            "compare three or four boxes.",
            "美国 6 至 11 岁儿童的家长，以母亲为主，在找一份不是屏幕的礼物。",
        ),
        keywords=(
            Bilingual("science kit", "科学实验盒"),
            Bilingual("gift for 8 year old", "8 岁礼物"),
            Bilingual("screen-free", "不看屏幕"),
            Bilingual("holiday gift ideas", "假期礼物"),
            Bilingual("STEM at home", "在家做 STEM"),
        ),
        idea=Bilingual(
            "We open the box once, properly, on camera, and let one experiment go wrong. What goes "
            "wrong is what children repeat.\n\n- The long film shows all six experiments in the "
            "order of the booklet\n- Each Short is the one moment of surprise of an experiment\n"
            "- Each reel ends with the question that the next one answers",
            "我们在镜头前认真开一次箱，并让一个实验失败。孩子会重复的正是失败的那个。\n\n"
            "- 长视频按手册顺序展示六个实验\n- 每条短视频是一个实验的惊喜瞬间\n"
            "- 每条 Reel 以下一条的问题结尾",
        ),
        creators=(
            Creator(
                name=Bilingual("Theo Marsh", "西奥"),
                platform=same("YouTube"),
                handle="@theomarsh",
                tier=Bilingual("mid", "腰部"),
                followers=782000,
                read_on=date(2026, 11, 15),
                engagement=Decimal("0.061"),
                audience=Bilingual(
                    "71% in the United States and Canada, 38% parents", "71% 在美加，38% 为家长"
                ),
                reason=Bilingual(
                    "He takes things apart for a living and is believed when he says that a child "
                    "can do it.",
                    "他以拆解为业，说孩子能做到时，人们相信。",
                ),
                photo=portrait(),
            ),
            Creator(
                name=Bilingual("Luma", "流萤"),
                platform=same("Instagram"),
                tier=Bilingual("micro", "小微"),
                followers=264000,
                read_on=date(2026, 11, 15),
                reason=Bilingual("For the six cover pictures only.", "仅用于六张封面图。"),
                virtual=True,
            ),
        ),
        deliverables=(
            Deliverable(
                title=Bilingual("Long video", "长视频"),
                platform=same("YouTube"),
                format=Bilingual("Video 16:9", "横版视频"),
                specification=Bilingual(
                    "8 to 10 min, subtitles in English", "8 至 10 分钟，英文字幕"
                ),
                creator=Bilingual("Theo Marsh", "西奥"),
                quantity=Decimal(1),
                rounds=2,
            ),
            Deliverable(
                title=Bilingual("Shorts", "短视频"),
                platform=same("YouTube"),
                format=Bilingual("Short 9:16", "竖版短视频"),
                specification=Bilingual("15 to 45 s", "15 至 45 秒"),
                creator=Bilingual("Theo Marsh", "西奥"),
                quantity=Decimal(3),
                rounds=2,
            ),
            Deliverable(
                title=same("Reels"),
                platform=same("Instagram"),
                format=same("Reel 9:16"),
                specification=Bilingual(
                    "20 to 40 s, for your own account", "20 至 40 秒，用于贵方账号"
                ),
                quantity=Decimal(6),
                rounds=2,
            ),
        ),
        timeline=(
            Milestone(
                label=Bilingual("Acceptance and samples", "确认与样品"), start=date(2026, 11, 30)
            ),
            Milestone(
                label=Bilingual("Script and shoot", "脚本与拍摄"),
                start=date(2026, 12, 1),
                end=date(2026, 12, 4),
            ),
            Milestone(label=Bilingual("First cut", "初剪"), start=date(2026, 12, 9)),
            Milestone(
                label=Bilingual("Review rounds", "审稿"),
                start=date(2026, 12, 9),
                end=date(2026, 12, 14),
                note=Bilingual("Your notes within 2 working days", "贵方 2 个工作日内反馈"),
            ),
            Milestone(
                label=Bilingual("Publication", "发布"),
                start=date(2026, 12, 15),
                end=date(2026, 12, 18),
            ),
        ),
        price=price(),
        usage=Bilingual(
            "Organic use on the channels named, without end. Paid use only in option C: United "
            "States, 90 days from first publication.",
            "所列频道的自然使用不限期。付费使用仅含于方案 C：美国，自首次发布起 90 天。",
        ),
        exclusivity=Bilingual(
            "Theo Marsh shows no other science kit until 31 January 2027.",
            "西奥在 2027-01-31 前不展示其他实验盒。",
        ),
        whitelisting=Bilingual("Not included.", "不含。"),
        disclosure=Bilingual(
            "Every piece says that it is an advertisement: by the switch of the platform and in "
            "words in the first three seconds.",
            "每条作品均以平台开关及前三秒文字标明广告。",
        ),
        ai_use=Bilingual(
            "The cover pictures are AI-generated and labelled so.", "封面图由 AI 生成并标识。"
        ),
        targets=(
            Target(
                name=Bilingual("Views of the long film", "长视频播放"),
                target=Bilingual("350,000 in 30 days", "30 天 35 万"),
                measured=Bilingual(
                    "Platform figures, read at T+7d and T+30d", "平台数据，T+7 与 T+30 读取"
                ),
                estimate=True,
            ),
            Target(
                name=Bilingual("Boxes sold with the code", "折扣码销量"),
                target=Bilingual("1,800", "1,800"),
                measured=Bilingual("Your shop, weekly", "贵方店铺，每周"),
            ),
        ),
        team=(
            Person(
                Bilingual("Zhou Yining", "周以宁"),
                Bilingual("Producer", "制片"),
                "zhou@paperlantern.example",
            ),
            Person(Bilingual("Theo Marsh", "西奥"), Bilingual("Presenter", "主持")),
        ),
        terms=Bilingual(
            "- Half on acceptance, before work starts\n- Two review rounds for each piece\n"
            "- Rights of use pass on full payment\n- Cancelled after the script: 50% of the option",
            "- 确认后开工前付一半\n- 每条两轮审稿\n- 付清全款后使用权转移\n"
            "- 脚本通过后取消：收方案的 50%",
        ),
    )


def many_options(count: int, language: Language = Language.EN) -> ProposalDocument:
    """A proposal with more options than stand beside each other, taxed."""
    letters = "ABCDEFGH"[:count]
    rows = (
        heading("Clips", "短视频"),
        *(
            PricedRow(
                title=Bilingual(f"Package {letter}", f"套餐 {letter}"),
                quantity=Decimal(place + 2),
                price=usd("900"),
                amounts=tuple(
                    usd("900").times(place + 2) if other == letter else None for other in letters
                ),
            )
            for place, letter in enumerate(letters)
        ),
    )
    options = tuple(
        Option(
            letter=letter,
            name=Bilingual(f"Package {letter}", f"套餐 {letter}"),
            advised=letter == "C",
            subtotal=usd("900").times(place + 2),
            discount=usd("100"),
            net=usd("900").times(place + 2) - usd("100"),
            taxes=(
                TaxLine(
                    rate=Decimal("0.2"),
                    base=usd("900").times(place + 2) - usd("100"),
                    amount=(usd("900").times(place + 2) - usd("100")).times(Decimal("0.2")),
                ),
            ),
            total=(usd("900").times(place + 2) - usd("100")).times(Decimal("1.2")),
        )
        for place, letter in enumerate(letters)
    )
    whole = proposal(language)
    return replace(
        whole, price=replace(price(), option_sets=(OptionSet(options=options, rows=rows),))
    )
