"""Places and organisations for the labelled corpus: real counties so that addresses look real, made-up doors."""

from random import Random
from typing import Final

CITIES: Final = (
    ("江西省", "赣州市", "于都县", "于"), ("江西省", "赣州市", "章贡区", "赣"), ("江西省", "吉安市", "泰和县", "泰"),
    ("湖南省", "郴州市", "宜章县", "宜"), ("广东省", "梅州市", "兴宁市", "兴"), ("福建省", "龙岩市", "上杭县", "杭"),
    ("安徽省", "芜湖市", "无为市", "无"), ("河南省", "南阳市", "方城县", "方"), ("四川省", "绵阳市", "三台县", "三"),
    ("山东省", "菏泽市", "单县", "单"), ("贵州省", "遵义市", "湄潭县", "湄"), ("陕西省", "宝鸡市", "凤翔区", "凤"),
)
TOWNS: Final = ("贡江镇", "银坑镇", "罗坳镇", "段屋乡", "沙石镇", "水东镇", "马市镇", "白石渡镇", "宁新街道", "临江镇",
                "襄安镇", "独树镇", "潼川镇", "黄岗镇", "永兴镇", "陈村镇", "仙下乡", "解放街道")
VILLAGES: Final = ("古嶂村", "上坝村", "大桥村", "红星村", "杨梅村", "李家湾村", "张庄村", "石门村", "新塘村", "前进村",
                   "白鹭村", "高陂村", "双江村", "槐树庄", "东江源村", "竹山下村")
ROADS: Final = ("红旗大道", "长征大道", "文明大道", "健康路", "解放北路", "濂溪路", "建国路", "滨江西路", "人民南路",
                "学院街", "东门街", "杨公路", "中山三路", "环城东路", "厚德路")
ESTATES: Final = ("锦绣家园", "中海国际社区", "水岸新天", "金色梧桐", "幸福苑", "阳光花园", "嘉福尚江尊品", "丽景新村",
                  "天际华庭", "教师公寓")
LANES: Final = ("小井巷", "帽子巷", "灶儿巷")
GROUPS: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")
BANKS: Final = ("农商银行贡江支行", "中国工商银行赣州分行", "邮政储蓄银行", "中国建设银行章贡支行", "九江银行",
                "农村信用社")
ORGS: Final = ("宏达建筑工程有限公司", "绿源农业开发有限公司", "华盛矿业有限责任公司", "恒信测绘技术服务有限公司",
               "金叶置业集团有限公司", "阳明文化传播有限公司", "东江源种养专业合作社")
CITY_LINES: Final = ("0797", "0796", "0735", "0753", "0597", "0553", "0377", "0816", "0530", "010", "021")


class Places:
    """One passage's places; the same slot gives the same place throughout."""

    def __init__(self, random: Random) -> None:
        province, city, county, abbr = random.choice(CITIES)
        towns, roads = random.sample(TOWNS, 2), random.sample(ROADS, 2)
        self.names: Final = {
            "province": province, "city": city, "county": county, "abbr": abbr, "town": towns[0], "town2": towns[1],
            "village": random.choice(VILLAGES), "road": roads[0], "road2": roads[1],
        }


def home(random: Random, *, gaps: bool = True) -> str:
    """A home address down to the door, in the forms in which offices write them."""
    number = random.randint
    province, city, county, _ = random.choice(CITIES)
    town, village, road, estate = (random.choice(pool) for pool in (TOWNS, VILLAGES, ROADS, ESTATES))
    group, space = random.choice(GROUPS), " " if gaps else ""
    lead = random.choice((province + city + county, city + county, county, province + county))
    return random.choice((
        f"{lead}{town}{village}{group}组{number(1, 89)}号",
        f"{lead}{town}{village}{number(1, 12)}组{number(1, 120)}号",
        f"{lead}{road}{number(1, 299)}号{estate}{number(1, 30)}栋{number(1, 4)}单元{number(101, 2604)}室",
        f"{lead}{road}{number(1, 299)}号{number(1, 9)}栋{number(101, 904)}房",
        f"{lead}{town}{road}{number(1, 88)}号",
        f"{lead}{road}{number(1, 99)}号附{number(1, 9)}号",
        f"{road}{number(1, 299)}号{estate}{number(1, 30)}幢{number(101, 1204)}室",
        f"{estate}{number(1, 30)}栋{number(1, 3)}单元{number(101, 1803)}",
        f"{estate}{number(1, 20)}-{number(1, 3)}-{number(101, 903)}室",
        f"{lead}{town}{village}{random.choice(('塘下', '老屋', '坳背', '河边'))}组{number(1, 60)}号",
        f"{lead}{town}{village}{number(1, 200)}号",
        f"{lead}{random.choice(LANES)}{number(1, 30)}号{space}{number(1, 7)}栋{number(101, 604)}室",
    ))


def home_group(random: Random) -> str:
    """A home down to the villagers' group only."""
    province, city, county, _ = random.choice(CITIES)
    lead = random.choice((province + city + county, county, ""))
    return f"{lead}{random.choice(TOWNS)}{random.choice(VILLAGES)}{random.choice(GROUPS)}组"


def line(random: Random, joint: str = "-") -> str:
    """A fixed telephone line."""
    area = random.choice(CITY_LINES)
    length = 8 if area in {"010", "021"} else 7
    return area + joint + str(random.randint(2, 8)) + "".join(random.choices("0123456789", k=length - 1))
