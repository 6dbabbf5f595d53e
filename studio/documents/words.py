"""The words documents print of their own accord, in both languages."""

from studio.documents.language import Bilingual
from studio.documents.paper import Mark
from studio.documents.parties import IdentifierKind
from studio.documents.rows import Treatment

# Titles

PAYMENT_REQUEST = Bilingual("Payment request", "请款单")
PROPOSAL = Bilingual("Proposal", "提案")
MARKS = {
    Mark.DRAFT: Bilingual("DRAFT", "草稿"),
    Mark.VOID: Bilingual("VOID", "作废"),
    Mark.SUPERSEDED: Bilingual("SUPERSEDED", "已被替代"),
}
DRAFT = Bilingual("Draft, no number yet", "草稿，尚无编号")
NOT_A_FAPIAO = Bilingual("This document is not a fapiao", "本单据不是发票")
NOT_A_TAX_INVOICE = Bilingual("This is not a tax invoice", "本单据不作为纳税凭证")
PRO_FORMA_NOTE = Bilingual("No payment falls due by this document.", "本单据不产生付款义务。")

# Furniture

PAGE = Bilingual("{page} of {pages}", "{page} / {pages}")
CONTINUED = Bilingual("continued", "续")
CARRIED_FORWARD = Bilingual("Carried forward", "转下页")

# Parties

CLIENT = Bilingual("To", "购买方")
CLIENT_BESIDE = Bilingual("Client", "购买方")
ISSUER = Bilingual("From", "收款方")
ISSUER_BESIDE = Bilingual("Issuer", "收款方")
ATTENTION = Bilingual("Attn.", "收件人")
IDENTIFIERS = {
    IdentifierKind.VAT: Bilingual("VAT", "增值税号"),
    IdentifierKind.COMPANY: Bilingual("company no.", "公司注册号"),
    IdentifierKind.USCC: Bilingual("unified social credit code", "统一社会信用代码"),
    IdentifierKind.EIN: Bilingual("EIN", "雇主识别号"),
    IdentifierKind.TAX: Bilingual("tax no.", "税号"),
}

# Facts

NUMBER = Bilingual("Number", "编号")
INVOICE_NUMBER = Bilingual("Invoice number", "账单编号")
CREDIT_NUMBER = Bilingual("Credit note number", "贷项编号")
DATE = Bilingual("Date", "日期")
SUPPLY_DATE = Bilingual("Supply date", "服务日期")
SUPPLY_PERIOD = Bilingual("Supply period", "服务期间")
TERMS = Bilingual("Terms", "账期")
CONTRACT = Bilingual("Contract", "合同")
PURCHASE_ORDER = Bilingual("Your reference", "采购单号")
PROJECT = Bilingual("Project", "项目")
CREDITED = Bilingual("Takes back invoice", "冲减账单")
REASON = Bilingual("Reason", "原因")
VERSION = Bilingual("Version", "版本")
REPLACES = Bilingual("{version}, replaces version {replaced}", "{version}，替代第 {replaced} 版")
NUMBER_AND_VERSION = Bilingual("{number}, version {version}", "{number}，第 {version} 版")
NUMBER_AND_DATE = Bilingual("{number}, {date}", "{number}，{date}")
NAME_AND_ROLE = Bilingual("{name}, {role}", "{name}，{role}")
VALID_UNTIL = Bilingual("Valid until", "有效期至")
FOR = Bilingual("For", "致")
FROM = Bilingual("From", "出具方")
PREPARED_BY = Bilingual("Prepared by", "经办人")
APPROVED_BY = Bilingual("Approved by", "复核")
ANSWER_TO = Bilingual("Answer to", "回复至")
PROPOSAL_FOR = Bilingual("Proposal for {client}", "致{client}的提案")
FOR_CLIENT = Bilingual("for {client}", "致{client}")

# Price tables

ITEM = Bilingual("Item", "项目")
QUANTITY = Bilingual("Quantity", "数量")
PRICE = Bilingual("Price", "单价")
PRICE_IN = Bilingual("Price, {currency}", "单价 {currency}")
BASE = Bilingual("Base", "计算基数")
RATE = Bilingual("Rate", "比例")
TAX_RATE = Bilingual("Tax", "税率")
AMOUNT = Bilingual("Amount", "金额")
AMOUNT_WITH_TAX = Bilingual("Amount incl. tax, {currency}", "含税金额 {currency}")
AMOUNT_WITH_TAX_BESIDE = Bilingual("Incl. tax, {currency}", "含税金额")
COMMISSION_OF = Bilingual("{share} of {what} {base}", "{what} {base} 的 {share}")
IN_CURRENCY = Bilingual("{words} ({currency})", "{words}")
LESS = Bilingual("less {share}", "减 {share}")
CONTRACT_INFORMATION = Bilingual("contract lines, for information", "合同内容（供参考）")
CONTRACT_TOTAL = Bilingual("Contract total", "合同总额")
OPTION = Bilingual("Option {letter}", "方案 {letter}")
SUBTOTAL_OF = Bilingual("{section}, subtotal", "{section}小计")
SUBTOTAL = Bilingual("Subtotal", "小计")
DISCOUNT = Bilingual("Discount", "折扣")
NET = Bilingual("Net", "不含税金额")
TOTAL = Bilingual("Total", "合计")
TOTAL_WITH_TAX = Bilingual("Total", "价税合计")
TOTAL_DUE = Bilingual("Total due", "应付合计")
TOTAL_CREDITED = Bilingual("Total credited", "冲减合计")
TAX_ON = Bilingual("{tax} {rate} on {base}", "{tax} {rate}，基数 {base}")
TAX_AT = Bilingual("{tax} {rate}", "{tax} {rate}")
TAX_WITHOUT = Bilingual("{tax}, {why}", "{tax}，{why}")
TREATMENTS = {
    Treatment.ZERO: Bilingual("zero-rated", "零税率"),
    Treatment.EXEMPT: Bilingual("exempt", "免税"),
    Treatment.REVERSE_CHARGE: Bilingual("reverse charge", "反向征收"),
    Treatment.OUTSIDE_SCOPE: Bilingual("outside the scope", "不在征税范围"),
}
WITHOUT_TAX = Bilingual("{title}, net", "{title}（不含税）")
DEDUCTION = Bilingual("Less invoice {number}, {date}", "减：账单 {number}，{date}")
DEDUCTION_DETAIL = Bilingual("net {net}, tax {tax}", "不含税 {net}，税额 {tax}")
HOME_TAX = Bilingual("Tax in {currency}", "税额（{currency}）")
AMOUNT_DUE_BY = Bilingual("Amount due by {date}", "应付金额，{date} 前")
AMOUNT_DUE_BESIDE = Bilingual("Amount due, {date}", "应付金额")
AMOUNT_DUE = Bilingual("Amount due", "应付金额")
AMOUNT_CREDITED = Bilingual("Amount credited", "冲减金额")
IN_WORDS = Bilingual("In words", "大写金额")

# Payment

SCHEDULE = Bilingual("Schedule", "付款计划")
PART = Bilingual("Part", "期次")
INVOICE = Bilingual("Invoice", "账单")
THIS_INVOICE = Bilingual("This invoice", "本单")
DUE = Bilingual("Due", "到期")
SHARE = Bilingual("Share", "占比")
INSTALMENT = Bilingual("Instalment", "分期")
INSTALMENT_FOR = Bilingual("Instalment for option {letter}", "方案 {letter} 的分期")
PAYMENT = Bilingual("Payment", "付款")
PAYMENT_DETAILS = Bilingual("Payment", "付款信息")
ACCOUNT_NAME = Bilingual("Account", "户名")
ACCOUNT_NAME_BESIDE = Bilingual("Name", "户名")
BANK = Bilingual("Bank", "开户行")
ACCOUNT_NUMBER = Bilingual("Account no.", "账号")
ACCOUNT_NUMBER_BESIDE = Bilingual("Account", "账号")
IBAN = Bilingual("IBAN", "IBAN")
BIC = Bilingual("BIC", "BIC")
SORT_CODE = Bilingual("Sort code", "Sort code")
ROUTING = Bilingual("Routing no.", "Routing no.")
PAYMENT_REFERENCE = Bilingual("Reference", "附言")
PAYMENT_REFERENCE_BESIDE = Bilingual("Ref.", "附言")

# Fapiao and chop

FAPIAO = Bilingual("Fapiao", "开票信息")
FAPIAO_KIND = Bilingual("Kind", "类型")
FAPIAO_TITLE = Bilingual("Title", "抬头")
FAPIAO_TAX_NUMBER = Bilingual("Tax no.", "税号")
FAPIAO_ITEM = Bilingual("Item", "项目名称")
FAPIAO_NUMBER = Bilingual("No.", "发票号码")
FAPIAO_DATE = Bilingual("Date", "开票日期")
CHOP = Bilingual("Company chop", "公司盖章处")
CHOP_OF = Bilingual("Company chop of {name}", "{name}公章")
LOGO_OF = Bilingual("Logo of {name}", "{name}标志")
PHOTO_OF = Bilingual("Portrait of {name}", "{name}照片")

# Parts of a proposal

ABOUT = Bilingual("About us", "关于我们")
BRIEF = Bilingual("Our reading of the brief", "需求理解")
AUDIENCE = Bilingual("Audience and keywords", "洞察与关键词")
KEYWORDS = Bilingual("Keywords", "关键词")
IDEA = Bilingual("The idea", "创意")
CREATORS = Bilingual("Creators", "达人矩阵")
DELIVERABLES = Bilingual("Deliverables", "交付清单")
TIMELINE = Bilingual("Timeline", "排期")
PRICES = Bilingual("Price", "报价方案")
RIGHTS = Bilingual("Usage and exclusivity", "授权与排他")
LABELS = Bilingual("Labels and AI", "标识与 AI 说明")
TARGETS = Bilingual("Targets and measurement", "KPI 与数据")
TEAM = Bilingual("Team", "团队")
TERMS_PART = Bilingual("Terms", "条款")
ACCEPTANCE = Bilingual("Acceptance", "确认页")

USAGE = Bilingual("Usage", "授权范围")
EXCLUSIVITY = Bilingual("Exclusivity", "排他")
WHITELISTING = Bilingual("Whitelisting", "授权投放")
DISCLOSURE = Bilingual("Disclosure", "广告标识")
AI_USE = Bilingual("Use of AI", "AI 使用")

PLATFORM = Bilingual("Platform", "平台")
FORMAT = Bilingual("Format", "形式")
CREATOR = Bilingual("Creator", "达人")
ROUNDS = Bilingual("Review rounds", "审稿轮次")
STEP = Bilingual("Step", "节点")
WHEN = Bilingual("When", "时间")
NOTE = Bilingual("Note", "说明")
TARGET = Bilingual("Target", "目标")
INDICATOR = Bilingual("Indicator", "指标")
MEASURED = Bilingual("How and when it is read", "统计方式与时间")
ESTIMATE = Bilingual("estimate", "预估")
FOLLOWERS = Bilingual("{count} followers, read {date}", "粉丝 {count}，{date} 读取")
FOLLOWERS_UNDATED = Bilingual("{count} followers", "粉丝 {count}")
ENGAGEMENT = Bilingual("{rate} engagement by views", "按播放计互动率 {rate}")
FIT = Bilingual("Audience", "受众匹配")
WHY = Bilingual("Why", "推荐理由")
VIRTUAL = Bilingual("AI-generated virtual character", "AI 生成虚拟形象")
ROLE = Bilingual("Role", "职责")
CHOOSE_ONE = Bilingual("Choose one option.", "请选择一个方案。")
ADVISED = Bilingual("our advice", "推荐")
ADD_ON = Bilingual("Add-on", "加购项")
ADD_ONS = Bilingual("Add-ons", "加购项")
PLUS = Bilingual("+{sum}", "+{sum}")
OF_OPTION = Bilingual("+{share} of the chosen option", "所选方案的 +{share}")
TOTAL_IN = Bilingual("Total in {currency}", "合计（{currency}）")
PRICES_HOLD = Bilingual("Prices hold until {date}.", "报价有效期至 {date}。")

ACCEPT = Bilingual(
    "We accept proposal {number} with the option and add-ons ticked below.",
    "我方接受提案 {number}，选定方案与加购项如下。",
)
ACCEPT_DRAFT = Bilingual(
    "We accept this proposal with the option and add-ons ticked below.",
    "我方接受本提案，选定方案与加购项如下。",
)
ACCEPT_OPTION = Bilingual("Option", "方案")
SIGN_FOR = Bilingual("Signed for {client}", "{client}确认")
SIGN_NAME = Bilingual("Name", "姓名")
SIGN_TITLE = Bilingual("Title", "职务")
SIGN_DATE = Bilingual("Date", "日期")
SIGNATURE = Bilingual("Signature", "签字")
SIGN_ORDER = Bilingual("PO number", "采购单号")
