"""Documents of the demo studio, as the look pictures them, and odd ones beside them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from studio.documents.invoice import (
    Deduction,
    Fapiao,
    InvoiceDocument,
    InvoiceKind,
    InvoiceTotals,
    Reference,
)
from studio.documents.language import Bilingual, Language, same
from studio.documents.parties import BankAccount, Brand, Identifier, IdentifierKind, Party
from studio.documents.rows import Instalment, PricedRow, TaxLine, Treatment
from studio.domain.money import Money

STAMPED = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
ACCENT = "#B83A22"


def eur(amount: str) -> Money:
    return Money(int(Decimal(amount) * 100), "EUR")


def cny(amount: str) -> Money:
    return Money(int(Decimal(amount) * 100), "CNY")


def chop() -> bytes:
    """A red ring on a transparent ground, like a studio's own stamp picture."""
    image = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    red = (190, 50, 40, 255)
    pen.ellipse((10, 10, 590, 590), outline=red, width=14)
    pen.ellipse((225, 225, 375, 375), outline=red, width=12)
    pen.line((300, 190, 300, 410), fill=red, width=12)
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


BRAND = Brand(
    Bilingual("Paper Lantern Studio", "纸灯笼工作室"),
    Bilingual("Hangzhou and London", "杭州与伦敦"),
    ACCENT,
)

LONDON = Party(
    same("Paper Lantern Studio Ltd"),
    address=(same("4 Wickfield Yard"), Bilingual("London E8 0XX, United Kingdom")),
    identifiers=(
        Identifier(IdentifierKind.VAT, same("GB 000 0000 00")),
        Identifier(IdentifierKind.COMPANY, same("00000000")),
    ),
)

ONDINE = Party(
    Bilingual("Maison Ondine SAS", "翁婷香氛"),
    address=(same("12 rue des Alambics"), Bilingual("06130 Grasse, France")),
    identifiers=(Identifier(IdentifierKind.VAT, same("FR 00 000 000 000")),),
)


def row(title: str, zh: str, detail: str, detail_zh: str, quantity: str, price: Money) -> PricedRow:
    return PricedRow(
        title=Bilingual(title, zh),
        detail=Bilingual(detail, detail_zh),
        quantity=Decimal(quantity),
        price=price,
        amounts=(price.times(Decimal(quantity)),),
    )


def deposit(language: Language = Language.EN) -> InvoiceDocument:
    """PLUK-2026-0014: 40 % of a photo campaign, outside UK VAT."""
    return InvoiceDocument(
        kind=InvoiceKind.DEPOSIT,
        language=language,
        number="PLUK-2026-0014",
        stamped_at=STAMPED,
        brand=BRAND,
        issuer=LONDON,
        client=ONDINE,
        issue_date=date(2026, 11, 3),
        due_date=date(2026, 12, 3),
        terms=Bilingual("Net 30", "月结 30 天"),
        contract="MO-2026-11",
        purchase_order="PO 4500-118",
        subject=Bilingual("Virtual muse photo campaign", "虚拟代言香氛大片"),
        contract_rows=(
            row(
                "Luma image sets",
                "流萤图组",
                "2 sets, 4:5 and 1.91:1",
                "2 组，4:5 与 1.91:1",
                "2",
                eur("6000"),
            ),
            row(
                "Photographer and make-up",
                "摄影与妆造",
                "Paris, shoot day 2 December",
                "巴黎，12 月 2 日拍摄",
                "1",
                eur("5400"),
            ),
            row(
                "Studio and retouch",
                "影棚与修图",
                "with AI and retouch log",
                "附 AI 与修图记录",
                "1",
                eur("6600"),
            ),
            row(
                "Paid usage, European Union",
                "欧盟付费授权",
                "12 months from first publication",
                "自首次发布起 12 个月",
                "1",
                eur("8000"),
            ),
        ),
        contract_total=eur("32000"),
        rows=(PricedRow(title=Bilingual("Deposit 40%", "预付款 40%"), amounts=(eur("12800"),)),),
        totals=InvoiceTotals(
            net=eur("12800"),
            taxes=(
                TaxLine(
                    rate=Decimal(0),
                    base=eur("12800"),
                    amount=eur("0"),
                    treatment=Treatment.REVERSE_CHARGE,
                ),
            ),
            gross=eur("12800"),
            due=eur("12800"),
        ),
        tax_notes=(
            Bilingual(
                "Supply outside the scope of UK VAT. VAT is accounted for by the recipient "
                "(reverse charge, autoliquidation).",
                "不在英国增值税征税范围内，增值税由接受方自行申报（反向征收）。",
            ),
        ),
        words_en="Twelve thousand eight hundred euros",
        words_zh="欧元壹万贰仟捌佰元整",
        schedule=(
            Instalment(
                label=Bilingual("Deposit", "预付款"),
                share=Decimal("0.4"),
                amount=eur("12800"),
                due=date(2026, 12, 3),
                current=True,
            ),
            Instalment(
                label=Bilingual("Balance", "尾款"),
                share=Decimal("0.6"),
                amount=eur("19200"),
                due_text=Bilingual("Net 30", "月结 30 天"),
                document=Bilingual("On delivery, planned 14 December", "交付时，预计 12 月 14 日"),
            ),
        ),
        bank=BankAccount(
            holder=same("Paper Lantern Studio Ltd, EUR"),
            iban="GB00 DEMO 0000 0000 0000 00",
            bic="DEMOGB00XXX",
            note=Bilingual("Bank charges: each side pays its own.", "银行手续费各自承担。"),
        ),
        late_payment=Bilingual(
            "Late payment: interest at the statutory rate of Directive 2011/7/EU and €40 for "
            "recovery costs, as agreed in the contract. Rights of use pass on full payment.",
            "逾期付款：按 2011/7/EU 指令法定利率计息，另收 40 欧元追讨费用。付清全款后使用权转移。",
        ),
        footer=same("Paper Lantern Studio Ltd, England and Wales 00000000, VAT GB 000 0000 00"),
    )


def request(language: Language = Language.BOTH) -> InvoiceDocument:
    """PLCN-2026-0035: a Chinese payment request for live commission."""
    return InvoiceDocument(
        kind=InvoiceKind.COMMISSION,
        language=language,
        number="PLCN-2026-0035",
        stamped_at=STAMPED,
        brand=BRAND,
        issuer=Party(
            Bilingual("Hangzhou Paper Lantern Culture Co., Ltd.", "杭州纸灯笼文化创意有限公司"),
            identifiers=(
                Identifier(IdentifierKind.USCC, same("91330000000000000X")),
                Identifier(IdentifierKind.NOTE, Bilingual("General VAT payer, 6%", "一般纳税人")),
            ),
        ),
        client=Party(
            Bilingual("Yunduoquan Skincare Co., Ltd.", "云朵泉护肤有限公司"),
            address=(same("杭州市示例路 8 号"),),
            identifiers=(Identifier(IdentifierKind.USCC, same("91000000000000000X")),),
        ),
        issue_date=date(2026, 11, 16),
        due_date=date(2026, 12, 16),
        terms=Bilingual("Net 30", "月结 30 天"),
        project=Bilingual("P1 Double-11 live series", "P1 双十一三场直播"),
        rows=(
            PricedRow(
                title=Bilingual("Live commission, session 1", "直播佣金，第 1 场，2026-10-24"),
                base=cny("1357800"),
                base_label=Bilingual("settled GMV", "结算 GMV"),
                rate=Decimal("0.2"),
                amounts=(cny("271560"),),
            ),
            PricedRow(
                title=Bilingual("Less platform technology fee", "减：平台技术服务费"),
                base=cny("271560"),
                base_label=Bilingual("commission", "佣金"),
                rate=Decimal("0.1"),
                amounts=(cny("-27156"),),
            ),
        ),
        tax_inclusive=True,
        totals=InvoiceTotals(
            net=cny("230569.81"),
            taxes=(TaxLine(rate=Decimal("0.06"), base=cny("230569.81"), amount=cny("13834.19")),),
            gross=cny("244404.00"),
            due=cny("244404.00"),
        ),
        notes=Bilingual(
            "Return window closed 12 November 2026; commission is on settled GMV.",
            "退货期 2026-11-12 结束，按结算 GMV 计佣。",
        ),
        words_en="Renminbi two hundred and forty-four thousand four hundred and four yuan only",
        words_zh="人民币贰拾肆万肆仟肆佰零肆元整",
        bank=BankAccount(
            holder=same("杭州纸灯笼文化创意有限公司"),
            bank=same("示例银行杭州城西支行"),
            number="0000 0000 0000 0000 000",
        ),
        fapiao=Fapiao(
            kind=Bilingual("Digital special, 6%", "数电专票，6%"),
            title="云朵泉护肤有限公司",
            tax_number="91000000000000000X",
        ),
        stamp=chop(),
        prepared_by=Bilingual("Shen Lan", "沈兰"),
        approved_by=Bilingual("Lin Xiaoman", "林小满"),
        footer=same("杭州纸灯笼文化创意有限公司，91330000000000000X"),
    )


def final(language: Language = Language.EN) -> InvoiceDocument:
    """The last invoice of a contract of 180,000.00, two deposits taken off (domain 5.9)."""
    base = request(language)
    deduction = {"net": cny("72000"), "tax": cny("4320")}
    return replace(
        base,
        kind=InvoiceKind.FINAL,
        number="PLCN-2026-0040",
        fapiao=None,
        stamp=b"",
        tax_inclusive=False,
        subject=Bilingual("Fan co-created flavour", "新口味粉丝共创"),
        rows=(
            row("Notes", "笔记", "Xiaocha Says", "小茶说", "4", cny("9800")),
            row("Founder's note", "主理人笔记", "Lin Xiaoman", "林小满", "1", cny("68000")),
            row("Co-creation management", "共创管理", "", "", "1", cny("36000")),
            row("Production", "制作", "", "", "1", cny("24800")),
            row("Report", "复盘报告", "", "", "1", cny("12000")),
        ),
        totals=InvoiceTotals(
            net=cny("180000"),
            taxes=(TaxLine(rate=Decimal("0.06"), base=cny("180000"), amount=cny("10800")),),
            gross=cny("190800"),
            deductions=(
                Deduction(number="PLCN-2026-0034", issue_date=date(2026, 11, 2), **deduction),
                Deduction(number="PLCN-2026-0037", issue_date=date(2026, 12, 1), **deduction),
            ),
            due=cny("38160"),
        ),
        words_en="Renminbi thirty-eight thousand one hundred and sixty yuan only",
        words_zh="人民币叁万捌仟壹佰陆拾元整",
    )


def credit_note(language: Language = Language.EN) -> InvoiceDocument:
    """A full credit note for the deposit invoice."""
    return replace(
        deposit(language),
        kind=InvoiceKind.CREDIT_NOTE,
        number="PLUK-CN-2026-0001",
        contract_rows=(),
        contract_total=None,
        due_date=None,
        terms=Bilingual(),
        schedule=(),
        bank=None,
        late_payment=Bilingual(),
        credited=Reference(number="PLUK-2026-0014", issue_date=date(2026, 11, 3)),
        reason=Bilingual("Contract changed before the shoot", "拍摄前合同变更"),
    )


def long_invoice(count: int, language: Language = Language.EN) -> InvoiceDocument:
    """An invoice of many lines, two tax rates."""
    rows = tuple(
        replace(
            row(
                f"Clip {number}",
                f"短视频 {number}",
                "vertical, 20 to 40 s",
                "竖版，20 至 40 秒",
                str(number % 7 + 1),
                eur(str(100 + number)),
            ),
            tax_rate=Decimal("0.2") if number % 3 else Decimal("0.055"),
        )
        for number in range(1, count + 1)
    )
    net = sum(line.amounts[0].minor for line in rows)
    low = sum(line.amounts[0].minor for line in rows if line.tax_rate == Decimal("0.055"))
    taxes = (
        TaxLine(
            rate=Decimal("0.2"),
            base=Money(net - low, "EUR"),
            amount=Money((net - low) // 5, "EUR"),
        ),
        TaxLine(
            rate=Decimal("0.055"),
            base=Money(low, "EUR"),
            amount=Money(low * 55 // 1000, "EUR"),
            treatment=Treatment.REDUCED,
        ),
    )
    gross = Money(net + taxes[0].amount.minor + taxes[1].amount.minor, "EUR")
    return replace(
        deposit(language),
        kind=InvoiceKind.STANDARD,
        contract_rows=(),
        contract_total=None,
        rows=rows,
        schedule=(),
        totals=InvoiceTotals(net=Money(net, "EUR"), taxes=taxes, gross=gross, due=gross),
    )
