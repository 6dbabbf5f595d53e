"""The call sheet of the look, version B, and odd ones beside it."""

from dataclasses import replace
from datetime import date, datetime

from studio.documents.callsheet import (
    Called,
    CallSheetDocument,
    Item,
    Place,
    PlaceKind,
    Said,
    Shot,
    Side,
    Step,
)
from studio.documents.language import Bilingual, Language, same
from tests.documents import samples


def said(english, chinese=None):
    return Said(Bilingual(english, english if chinese is None else chinese))


def new(english, chinese=None, was=""):
    return replace(said(english, chinese), changed=True, was=same(was))


def step(at, what, who="", props="", *, inside="E", changed=False):
    english, chinese = what
    made = new if changed else said
    return Step(
        at=made(at),
        what=made(english, chinese),
        setting=said(inside),
        who=said(*who) if who else Said(),
        props=said(*props) if props else Said(),
    )


CREATOR = ("Ajiu Rides", "骑行阿九")
CREW = ("Crew", "剧组")

STEPS = (
    step(
        "07:30",
        ("Load-in, set up base", "进场搭建"),
        CREW,
        ("Camera, lights, scooters 2", "相机、灯、滑板车 2"),
    ),
    step(
        "08:30",
        ("Talent arrives, make-up", "出镜人到场、妆发"),
        CREATOR,
        ("Jacket, helmet", "外套、头盔"),
        changed=True,
    ),
    step(
        "09:15",
        ("Shot 1, helmet on, first line", "镜头 1，戴头盔，第一句"),
        CREATOR,
        ("Helmet, scooter S2", "头盔、滑板车 S2"),
    ),
    step(
        "10:10",
        ("Shots 2 to 4, riverside ride", "镜头 2 到 4，沿江骑行"),
        CREATOR,
        ("Action camera, spare battery", "运动相机、备用电池"),
    ),
    step(
        "12:15",
        ("Lunch at base", "集合点午餐"),
        ("All", "全员"),
        ("1 vegetarian", "素食 1"),
        inside="",
    ),
    step(
        "13:00",
        ("Shots 5 to 7, brake and lamp detail", "镜头 5 到 7，刹车与车灯特写"),
        ("Ajiu Rides, hands", "骑行阿九（手部）"),
        ("Macro lens", "微距镜头"),
    ),
    step(
        "14:30",
        ("Shot 8, 广告 mark on screen, end line", "镜头 8，画面“广告”标识，结尾句"),
        CREATOR,
        ("Plate “广告”", "“广告”字牌"),
    ),
    step(
        "15:40", ("Cover stills 3:4 and 4:3", "封面 3:4 与 4:3"), CREATOR, ("Reflector", "反光板")
    ),
    step("16:30", ("Wrap, load-out", "收工撤场"), CREW, inside=""),
)


def called(name, role, call, travel, phone, side=Side.CREW, **more):
    return Called(
        side=side,
        name=Bilingual(*name),
        role=said(*role),
        call=call if isinstance(call, Said) else said(call),
        travel=said(*travel),
        phone=said(*phone) if phone else Said(),
        **more,
    )


PEOPLE = (
    called(
        CREATOR,
        ("Creator", "达人"),
        new("08:30", was="08:00"),
        ("Own scooter", "自骑滑板车"),
        ("on request", "另行索取"),
        Side.TALENT,
    ),
    called(
        ("Zhou Yining", "周一宁"),
        ("Producer", "制片"),
        "07:15",
        ("Van 1", "1 号车"),
        ("138 0000 0101",),
        key=True,
    ),
    called(
        ("Xu Zhou", "许舟"),
        ("Writer, director", "编剧、导演"),
        "07:30",
        ("Van 1", "1 号车"),
        ("138 0000 0115",),
    ),
    called(
        ("Tan Jing", "谭静"),
        ("Make-up, styling", "妆发造型"),
        "08:00",
        ("Metro", "地铁"),
        ("138 0000 0118",),
    ),
    called(
        ("Luo Xi", "罗溪"),
        ("Sound", "录音"),
        "07:45",
        ("Van 1, 07:00 at studio", "1 号车，07:00 公司出发"),
        ("138 0000 0119",),
    ),
    called(
        ("Starrail, 1 guest", "星轨 1 位来宾"),
        ("Client", "客户"),
        "10:00",
        ("Own car", "自驾"),
        (),
        Side.CLIENT,
    ),
)


def sheet(language=Language.EN):
    """The sheet for everybody, version B."""
    return CallSheetDocument(
        brand=samples.BRAND,
        language=language,
        stamped_at=samples.STAMPED,
        revision="B",
        replaces="A",
        made_at=datetime(2026, 11, 16, 11, 0),  # noqa: DTZ001 - local to the place
        reference=Bilingual("P4, clip 34", "P4，短片 34"),
        day=date(2026, 11, 17),
        title=Bilingual("Clip 34, Ride to work", "短片 34：骑行上班"),
        project=Bilingual("Short-video retainer", "短视频年框"),
        client=Bilingual("Starrail Mobility", "星轨出行"),
        call=said("07:30"),
        talent_call=new("08:30", was="08:00"),
        first_shot=said("09:15"),
        meal=said("12:15"),
        wrap=said("16:30"),
        sunrise=said("06:28"),
        sunset=said("17:01"),
        places=(
            Place(
                kind=PlaceKind.SET,
                name=said("Luming Riverside Park", "鹿鸣江滨公园"),
                address=said("Gate 3, Hangzhou", "杭州，3 号门"),
                note=said("Base: pavilion by the gate", "集合点：门口凉亭"),
                map_url="https://maps.example/luming-riverside-park",
            ),
        ),
        parking=said(
            "P2, behind Gate 3\nVan access until 08:00\nCode 3417",
            "P2，3 号门后\n货车 08:00 前可进\n门禁 3417",
        ),
        hospital=said(
            "West River Hospital\nDemo Road 21, 2.4 km", "西江医院\n示例路 21 号，2.4 公里"
        ),
        emergency=said("120"),
        weather=said(
            "9 to 17 °C, dry\nRain 10%, wind 3\nCold before 09:00",
            "9 至 17 °C，无雨\n降水 10%，风力 3\n09:00 前较冷",
        ),
        steps=STEPS,
        people=PEOPLE,
        safety=said(
            "Helmet on for every ride\nClosed path, 15 km/h at most\n"
            "First aid kit in van 1, stop word “停”",
            "骑行必须戴头盔\n封闭道路，时速不超过 15 公里\n急救包在 1 号车，停止口令“停”",
        ),
        labels=said(
            "广告, whole clip, top left\nNo AI material planned\nSay the brand name in full",
            "“广告”全程左上角\n不使用 AI 素材\n完整说出品牌名",
        ),
        ahead=said(
            "Wed 18 Nov, edit, Ma Li\nFri 20 Nov, round 1, Starrail\nTue 24 Nov, publish, Douyin",
            "11-18 周三，剪辑，马力\n11-20 周五，一审，星轨\n11-24 周二，发布，抖音",
        ),
        changes=(
            Bilingual("Talent call 08:30, was 08:00", "出镜人集合 08:30，原为 08:00"),
            Bilingual("Ajiu Rides: call 08:30, was 08:00", "骑行阿九：集合 08:30，原为 08:00"),
        ),
        confirm_to=Bilingual("Zhou Yining", "周一宁"),
    )


def own(language=Language.EN, name="Luo Xi"):
    """The sheet for one person."""
    whole = sheet(language)
    people = tuple(replace(person, own=person.name.en == name) for person in whole.people)
    return replace(whole, people=people)


def full(language=Language.EN):
    """A sheet with everything a sheet can hold."""
    whole = own(language, "Ajiu Rides")
    talent = replace(
        whole.people[0],
        pickup=said("07:40"),
        make_up=said("08:40"),
        on_set=said("09:15"),
        wrap=said("16:00"),
        guardian=said("Jiu Lan", "九兰"),
        meals=said("vegetarian", "素食"),
    )
    departments = (
        Bilingual("Production", "制片组"),
        Bilingual("Production", "制片组"),
        Bilingual("Make-up", "妆发组"),
        Bilingual("Sound", "录音组"),
        Bilingual(),
    )
    crew = (
        replace(person, department=department)
        for person, department in zip(whole.people[1:], departments, strict=True)
    )
    return replace(
        whole,
        people=(talent, *crew),
        shots=(
            Shot(
                code=said("1"),
                what=said("Helmet on, first line", "戴头盔，第一句"),
                setting=said("E"),
                who=said(*CREATOR),
                props=said("Helmet", "头盔"),
                note=said("50 mm", "50 毫米"),
            ),
            Shot(code=new("2A"), what=new("Ride past the water", "沿江骑过"), setting=said("E")),
        ),
        gear=(
            Item(
                quantity=said("2"),
                what=said("Scooter S2", "滑板车 S2"),
                note=said("charged", "满电"),
            ),
            Item(quantity=said("1"), what=said("Action camera", "运动相机")),
            Item(quantity=new("4"), what=new("Spare battery", "备用电池")),
            Item(what=said("Reflector", "反光板")),
        ),
        samples=(Item(quantity=said("1"), what=said("Lamp kit", "车灯套装")),),
        catering=said(
            "Lunch 12:15, 11 people\n1 vegetarian, no peanuts",
            "12:15 午餐，11 人\n素食 1，不含花生",
        ),
        channels=said("1 production, 2 camera", "1 制片，2 摄影"),
        notes=said("Quiet near the tea house", "茶馆附近请安静"),
    )


def long(language=Language.EN, count=60):
    """A sheet that takes several pages."""
    whole = sheet(language)
    return replace(whole, steps=whole.steps * (count // 9 + 1), people=whole.people * (count // 6))
