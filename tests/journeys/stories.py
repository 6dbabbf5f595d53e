"""What is typed on the main road, once in English and once in Chinese."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One client's job, in the words of its people."""

    language: str
    studio: str
    company: str
    tax_no: str
    address: str
    bank: str
    account: str
    owner: str
    client: str
    client_company: str
    client_address: str
    contact: str
    message: str
    brief_title: str
    product: str
    audience: str
    window: str
    due: str
    key_message: str
    must_not: str
    usage: str
    approver: str
    title: str
    film: str
    reel: str
    film_price: str
    film_is: tuple[str, str]
    reel_price: str
    reel_is: tuple[str, str]
    answer: str
    number: str
    shown: dict[str, str]
    """How sums and numbers are shown on the way."""


ENGLISH = Story(
    language="en",
    studio="Harbour Room",
    company="Harbour Room Ltd",
    tax_no="GB 999 9999 73",
    address="2 Quay Street\nBristol BS1 4QA",
    bank="Example Bank",
    account="00000000",
    owner="Mira Cole",
    client="Northwick Audio",
    client_company="Northwick Audio Ltd",
    client_address="1 Sound Lane\nLeeds LS1 1AA",
    contact="Ada North",
    message=(
        "Hi Mira,\n\nwe launch the N2 headphones and would love a film on YouTube "
        "and some reels on Instagram.\nBudget is about £20k.\n\nAda 🎧"
    ),
    brief_title="N2 headphones",
    product="Northwick N2",
    audience="Commuters of 25 to 40",
    window="1-20 Dec",
    due="fri, 18:00",
    key_message="Silence you can wear",
    must_not="No claims about health",
    usage="Client's own channels, 12 months",
    approver="Ada North",
    title="N2 headphones, film and reels",
    film="Long video",
    reel="Reel",
    film_price="14k",
    film_is=("youtube", "long_video"),
    reel_price="1,900",
    reel_is=("instagram", "reel"),
    answer="Yes please, option B. Ada",
    number="HAR-2026-0001",
    shown={"net": "£17,800.00", "deposit": "£8,900.00", "gross": "£10,680.00"},
)

CHINESE = Story(
    language="zh",
    studio="海港房间",
    company="上海海港房间文化传播有限公司",
    tax_no="91330106MA000Y2D0L",
    address="上海市徐汇区漕溪北路 1 号",
    bank="示例银行",
    account="00000000",
    owner="周敏",
    client="诺斯维克音频",
    client_company="诺斯维克音频(上海)有限公司",
    client_address="上海市静安区南京西路 1 号",
    contact="安达",
    message=(
        "周敏你好!\n\n我们要推 N2 耳机，想做 B站 长视频，再加小红书图文。\n"
        "预算 20 万左右。\n\n安达 🎧"
    ),
    brief_title="N2 耳机",
    product="诺斯维克 N2",
    audience="25 到 40 岁的通勤族",
    window="12月1日至20日",
    due="周五 18:00",
    key_message="戴在头上的安静",
    must_not="不说健康功效",
    usage="品牌自有渠道,12 个月",
    approver="安达",
    title="N2 耳机长视频与图文",
    film="长视频",
    reel="图文",
    film_price="14万",
    film_is=("bilibili", "video"),
    reel_price="1.9万",
    reel_is=("xiaohongshu", "image_note"),
    answer="可以,选方案 B。安达",
    number="HGFJ-2026-0001",
    shown={"net": "¥178,000.00", "deposit": "¥89,000.00", "gross": "¥94,340.00"},
)
