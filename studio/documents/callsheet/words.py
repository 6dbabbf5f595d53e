"""The words a call sheet prints of its own accord, in both languages."""

from studio.documents.callsheet.document import PlaceKind
from studio.documents.language import Bilingual

CALL_SHEET = Bilingual("Call sheet", "通告单")
DAY_OF = Bilingual("Call sheet, day {day} of {days}", "通告单，第 {day} 天，共 {days} 天")
VERSION = Bilingual("Version {revision}", "版本 {revision}")
REPLACES = Bilingual("replaces {revision}", "替代 {revision} 版")
NOT_SENT = Bilingual("Draft, not sent", "草稿，未发送")
YOUR_CALL = Bilingual("{name}: your call", "{name}：你的集合时间")
YOUR_ROLE_CALL = Bilingual("{name}, {role}: your call", "{name}（{role}）：你的集合时间")
GENERAL_CALL = Bilingual("General call", "统一集合时间")
WRAP_AND_MEAL = Bilingual("Wrap {wrap}, meal {meal}", "收工 {wrap}，用餐 {meal}")
WRAP_AT = Bilingual("Wrap {wrap}", "收工 {wrap}")
PICKED_UP = Bilingual("Pick-up {pickup}", "接车 {pickup}")
WAS = Bilingual("was {was}", "原为 {was}")

CREW_CALL = Bilingual("Crew call", "剧组集合")
TALENT_CALL = Bilingual("Talent call", "出镜人集合")
FIRST_SHOT = Bilingual("First shot", "首个镜头")
MEAL = Bilingual("Meal", "用餐")
WRAP = Bilingual("Wrap", "收工")
SUN = Bilingual("Sun", "日出日落")

PLACES = {
    PlaceKind.SET: Bilingual("Location", "拍摄地"),
    PlaceKind.BASE: Bilingual("Base", "集合点"),
    PlaceKind.PARKING: Bilingual("Parking", "停车"),
    PlaceKind.PICK_UP: Bilingual("Pick-up", "接车点"),
    PlaceKind.OTHER: Bilingual("Also", "其他地点"),
}
MAP = Bilingual("Map: {host}", "地图：{host}")
MAP_OF = Bilingual("Map of {name}", "{name}的地图")
PARKING = Bilingual("Parking", "停车")
HOSPITAL = Bilingual("Nearest hospital", "最近的医院")
EMERGENCY = Bilingual("Emergency {number}", "急救 {number}")
WEATHER = Bilingual("Weather", "天气")

SCHEDULE = Bilingual("Schedule", "日程")
TIME = Bilingual("Time", "时间")
WHAT = Bilingual("What", "内容")
SETTING = Bilingual("I/E", "内/外")
WHO = Bilingual("Who", "人员")
PROPS = Bilingual("Props and gear", "道具与器材")
SHOTS = Bilingual("Shots", "镜头")
SHOT_NUMBER = Bilingual("No.", "镜号")
SHOT = Bilingual("Shot", "镜头")
PRODUCT = Bilingual("Product and props", "产品与道具")

TALENT = Bilingual("Talent", "出镜")
PERSON = Bilingual("Person", "人员")
DEPARTMENT = Bilingual("Department", "部门")
ROLE = Bilingual("Role", "职责")
CALL = Bilingual("Call", "集合")
PICKUP = Bilingual("Pick-up", "接车")
MAKE_UP = Bilingual("Make-up", "妆发")
ON_SET = Bilingual("On set", "到场")
TRAVEL = Bilingual("Travel", "交通")
MEALS = Bilingual("Meal", "餐饮")
PHONE = Bilingual("Phone", "电话")
CREW = Bilingual("Crew", "剧组")
CLIENT = Bilingual("Client", "客户")
GUARDIAN = Bilingual("Guardian: {name}", "监护人：{name}")

GEAR = Bilingual("Gear", "器材")
SAMPLES = Bilingual("Samples on hand", "现场样品")
CATERING = Bilingual("Catering", "餐饮")
SAFETY = Bilingual("Safety", "安全")
LABELS = Bilingual("Labels on screen", "画面标识")
CHANNELS = Bilingual("Channels", "对讲频道")
NOTES = Bilingual("Notes", "备注")
NEXT = Bilingual("Next", "后续安排")

CHANGES = Bilingual(
    "Changes since version {revision}, in colour and with a bar in the margin: {changes}.",
    "自 {revision} 版以来的变更（以彩色和页边竖线标出）：{changes}。",
)
MORE = Bilingual("{count} more", "另有 {count} 处")
SHEET_OF = Bilingual("This sheet is for {name}.", "本通告单仅供{name}使用。")
CONFIRM_TO = Bilingual("Please confirm to {name}.", "请向{name}确认。")
CONFIDENTIAL = Bilingual("Confidential", "机密")
GOES_ON = Bilingual("continued", "续")
