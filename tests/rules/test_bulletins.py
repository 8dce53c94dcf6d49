"""Statements as bulletins, budget reports and work reports make them, in our own words."""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import Evaluation, evaluate


def evaluated(text: str) -> Evaluation:
    result = evaluate(normalize(document_from_text(text)))
    assert result.failed == []
    return result


def checks(text: str, rule: str) -> list[tuple[str, str]]:
    """(stated, verdict) of the checks of one rule."""
    return [(c.stated, str(c.verdict)) for c in evaluated(text).checks if c.rule == rule]


SILENT = {
    "the old level stands between 与 and 相比, words before the change": (
        "全县常住人口944955人（不含驻军），与2010年第六次普查的1002060人相比，"
        "十年共减少了57105人，减少5.70%。"
    ),
    "last year's total and a part of it that grew": (
        "去年基金收入完成1215亿元，其中土地出让收入970.2亿元，增长86.3%。"
    ),
    "rates whose difference happens to be the next rate": (
        "出生率12.34‰，比上年下降0.65个千分点；死亡率5.13‰，比上年下降0.21个千分点；"
        "人口自然增长率7.21‰，比上年下降0.44个千分点。"
    ),
    "rates of growth whose difference happens to be the next one": (
        "生态环保投入134.52亿元，同比增长48.7%；专项资金82.59亿元，同比增长37.9%；"
        "农林水支出685.26亿元，同比增长10.8%。"
    ),
    "deaths are no share of fires": (
        "共发生火灾191.04万起，死亡4323人。城市发生77.88万起，占总数的40.8%；农村发生105.84万起，"
        "占总数的55.4%。夜间发生火灾25.56万起，占总数的13.4%；凌晨共死亡2280人，占总数的52.7%。"
    ),
    "a part beside what it is measured by": (
        "财政收入13044万元，占年初预算30195万元的43.2%。其中：税收收入10533万元，"
        "占年初预算25395万元的41.5%；非税收入2511万元，占年初预算4800万元的52.3%。"
    ),
    "an item after the semicolon is no part of the one before": (
        "新登记企业57.06万户，增长16.27%，其中外资企业957户，增长25.59%；"
        "新登记个体工商户103.08万户，增长20.34%。"
    ),
    "means are not weighed": (
        "居民人均可支配收入105384元，增长9.9%。其中：城镇142236元，增长8.2%；农村56793元，增长9.1%。"
    ),
    "a rate in another scope": (
        "收入2101.2亿元，同口径增长8.9%。其中：市级1024.5亿元，下降0.7%；区级1076.7亿元，增长4.4%。"
    ),
    "from last month, and from last year": (
        "本月收入88836万元，比上月增加5205万元，同比下降3.1%；比上年末增加600万元，同比增长2%。"
    ),
    "shares moved to make a hundred, of a total told elsewhere": (
        "全年用水总量7000.0万立方米。地表水源供水量5762.5万立方米，占供水总量的82.3%；地下水源供水量"
        "1137.0万立方米，占供水总量的16.2%；其他水源供水量100.5万立方米，占供水总量的1.5%。"
    ),
    "a limit is no whole": (
        "律师人数超过1万人的省有23个。从类别看，专职律师50.47万人，占77.46%，兼职律师1.43万人，占2.19%。"
    ),
    "parts that are divided in the clause after them": (
        "电话回访行政服务项目900件，其中有效回访738件，表示满意的有720件，表示一般的有15件。"
    ),
    "how far all of them have come": (
        "共受理举报1503件，其中广告违法987件、侵害权益135件、产品质量117件，已处理1422件。"
    ),
    "two totals with lists of their own": (
        "基金收入78583.59亿元，单位缴费和个人缴费分别为59378.61亿元、19204.98亿元；救助资金收入6622.56亿元中，"
        "财政投入为6491.58亿元，其他投入130.98亿元，分别占98.02%和占1.98%。"
    ),
    "vehicles of a country are not those of an office": (
        "机动车保有量为1483.8万辆，其中汽车518.1万辆，摩托车824.9万辆。"
        "机动车共有4451570辆，其中，汽车1554333辆，摩托车2474654辆。"
    ),
    "private firms are not all firms": (
        "年末实有市场主体169884户，其中，实有私营企业29028户，个体工商户133590户，农民专业合作社4839户。"
    ),
    "a share of what the sentence before states last": (
        "发明专利申请量为420.3万件，授权量为135.9万件。其中国内授权108.3万件。"
        "在国内授权中，职务发明为103.3万件，占95.4%。"
    ),
    "farm output in a year when pork was cheap": (
        "农林牧渔业总产值177.48亿元，按可比价计算，增长9.6%。其中：农业产值76.08亿元，增长4.9%；林业产值"
        "16.32亿元，增长5.6%；牧业产值58.65亿元，增长18.2%；渔业产值15.75亿元，增长3.0%；服务业产值10.68"
        "亿元，增长4.0%。"
    ),
    "two branches of five": (
        "农林牧渔业总产值161.28亿元，其中，农业产值97.95亿元，牧业产值50.91亿元。"
    ),
    "constant prices": (
        "生产总值2101.2亿元，按可比价增长2.2%。其中：一产1024.5亿元，下降0.7%；"
        "二产1076.7亿元，增长4.4%。"
    ),
    "spaced thousands": "受理案件412 158件，其中：一审351 003件、二审61 155件。",
    "a number of vehicles, and what is counted in it": (
        "汽车保有量2991.0万辆（包括三轮汽车和低速货车），增长3.7%。"
    ),
}

WRONG = {
    "the parts' rates make another one than the total's": (
        "收入2101.2亿元，增长4.9%。其中：市级1024.5亿元，下降0.7%；区级1076.7亿元，增长4.4%。",
        "implied-base",
    ),
    "the total grew more than any of its parts, at constant prices": (
        "生产总值2101.2亿元，按可比价增长7.9%。其中：一产1024.5亿元，下降0.7%；"
        "二产1076.7亿元，增长4.4%。",
        "implied-base",
    ),
    "rates of completion of the parts": (
        "收入102288万元，为年预算的39.3%。其中：税务部门64002万元，为年预算的28.9%；"
        "财政部门38286万元，为年预算的40.4%。",
        "implied-base",
    ),
    "增收 from last year, and 同比下降": (
        "财政收入88836万元，占年初预算的27.7%，较上年同期增收5205万元，同比下降6.2%。",
        "change-direction",
    ),
    "both halves say 同比": ("盗窃案件810件，同比上升12.11%，同比增加81件。", "change-rate"),
    "the old level stands between 与 and 相比": (
        "全县常住人口947955人，与2010年普查的1002060人相比，十年共减少了57105人。",
        "change-amount",
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_holds_or_asserts_nothing_stays_silent(text: str) -> None:
    assert [f.rule for f in evaluated(text).findings if f.level in ("error", "warning")] == []


@pytest.mark.parametrize(("text", "rule"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_hold_is_found_by_its_rule_alone(text: str, rule: str) -> None:
    loud = [f.rule for f in evaluated(text).findings if f.level in ("error", "warning")]
    assert loud == [rule]


ACCOUNTS = {
    "what is added, then the total": (
        "一般公共预算收入完成75.30亿元，增长5.2%，加上级补助收入123.99亿元（其中：一般性转移支付"
        "90.00亿元）、上年结转7.20亿元，动用预算稳定调节基金3.51亿元，收入总量为210.00亿元。"
    ),
    "the outturn is added to, not the budget beside it": (
        "收入预算数为45.00亿元，实际完成46.17亿元，比上年决算数44.82亿元增长3.0%，"
        "加上上级补助收入40.08亿元、上年结余2.01亿元，收入合计88.26亿元。"
    ),
    "no word of adding": (
        "国有资本经营预算收入完成426171.93万元，上年结转收入40206.54万元，国有资本经营预算总收入466378.47万元。"
    ),
    "what is left of both totals": (
        "收入总计97.17亿元，支出总计93.48亿元，收支相抵，年终结余3.69亿元，"
        "其中结转下年3.60亿元，净结余0.09亿元。"
    ),
    "what is left in two parts": (
        "收入总计97.17亿元，支出总计93.48亿元，结转下年3.60亿元，净结余0.09亿元。"
    ),
    "what the year took in and spent": (
        "基金收入56373亿元，增长8.2%，其中保险费收入46503亿元，财政补贴收入8007亿元；支出49380亿元，"
        "增长17.4%；本年收支结余6993亿元，年末滚存结余72030亿元。"
    ),
    "加上 opens the sentence": (
        "收入217071.93亿元，为预算的100%。加上从基金调入3000亿元，从国资预算调入945.18亿元，"
        "收入总量为221017.11亿元。"
    ),
    "a deficit": "收入总量为221017.11亿元，支出总量为263017.11亿元。收支总量相抵，赤字42000亿元。",
    "added and taken away": (
        "上年结余0.30亿元，加总收入41.49亿元，减总支出40.80亿元，年末结余0.99亿元。"
    ),
}


@pytest.mark.parametrize("text", ACCOUNTS.values(), ids=ACCOUNTS.keys())
def test_an_account_in_prose_is_added_up(text: str) -> None:
    result = evaluated(text)
    assert [f.rule for f in result.findings] == []
    assert {"sum-breakdown", "fund-roll"} & {c.rule for c in result.checks if c.verdict == "agrees"}


SLIPS = {
    "in what is added": ("上年结转7.20", "上年结转7.70"),
    "in a total that nothing is added to": ("总收入466378.47", "总收入466408.47"),
    "in what is left": ("年终结余3.69", "年终结余4.69"),
    "in what the year spent": ("支出49380", "支出49920"),
    "in what is left after taking away": ("年末结余0.99", "年末结余0.94"),
}


@pytest.mark.parametrize(("right", "slip"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_in_an_account_is_found(right: str, slip: str) -> None:
    text = next(text for text in ACCOUNTS.values() if right in text)
    loud = [f for f in evaluated(text.replace(right, slip)).findings if f.level != "info"]
    assert {f.rule for f in loud} & {"sum-breakdown", "fund-roll"}
    assert "review" not in {f.level for f in loud}


TIED = {
    "a structure and its industries": (
        "生产总值34200.00亿元。第一产业增加值1150.40亿元，第二产业增加值12208.30亿元，第三产业增加值"
        "20841.30亿元，三次产业结构由2015年的4.6:41.2:54.2调整为2020年的3.4:35.7:60.9。",
        ("54.2", "54.9"),
        ("35.7", "38.7"),
    ),
    "births, deaths and growth": (
        "人口出生率12.34‰，比上年下降0.65个千分点；人口死亡率5.13‰，比上年下降0.21个千分点；"
        "人口自然增长率7.21‰，比上年下降0.44个千分点。",
        ("5.13", "5.43"),
        ("0.44", "0.49"),
    ),
    "an industry in no list, its product and its structure": (
        "全市生产总值5501.7亿元，增长10.1%。三次产业协同发展，第一产业增加值516.0亿元，"
        "第二产业增加值2674.1亿元，第三产业增加值2311.6亿元。三次产业结构为9.4:48.6:42.0。",
        ("2674.1", "1774.1"),
        ("2311.6", "2221.6"),
    ),
    "the amount of one of several shares": (
        "咨询类100569件，占47.09%；求助类64710件，占30.30%；建议类31491件，占14.75%；"
        "投诉类11349件，占5.31%；其他类5433件，占2.54%。",
        ("11349", "9849"),
        ("31491", "34491"),
    ),
    "what the year left over": (
        "基金收入98487亿元，增长9.9%；支出83739亿元，增长16.8%；本年收支结余14748亿元，"
        "年末滚存结余122829亿元。",
        ("14748", "14988"),
        ("83739", "81039"),
    ),
    "industries named with a verb": (
        "生产总值377.85亿元，增长3.6%。其中，第一产业完成增加值54.99亿元，增长2.2%；第二产业完成"
        "增加值161.34亿元，增长5.7%；第三产业完成增加值161.52亿元，增长1.9%。",
        ("161.34", "101.34"),
        ("377.85", "467.85"),
    ),
    "a whole that none of its shares fits": (
        "12345热线受理诉求213552件，其中：咨询100569件，占47.09%；求助64710件，占30.30%；"
        "建议31491件，占14.75%；投诉11349件，占5.31%。",
        ("213552", "237552"),
        ("47.09", "41.09"),
    ),
    "a share of what goes by a longer name": (
        "全市一般公共财政预算收入完成114.9亿元，增长20.4%。\n"
        "全市税收收入84.3亿元，占财政收入比重为73.4%，比去年同期提升4.8个百分点。",
        ("84.3", "64.3"),
        ("73.4", "33.4"),
    ),
    "an account without a word of adding": (
        "国资预算收入17100万元，上级转移支付801万元，上年结余收入666万元，收入总计18567万元。",
        ("666", "866"),
        ("18567", "18657"),
    ),
    "a share within a share": (
        "常住人口2239167人。0至14岁人口606867人，占27.10%；15至59岁人口1205706人，占53.85%；"
        "60岁及以上人口426594人，占19.05%，其中65岁及以上人口312306人，占13.95%。",
        ("13.95", "14.95"),
        ("19.05", "19.85"),
    ),
    "what was done and what is still to do": (
        "12345热线共受理诉求185169件，办结181827件，正在办理中3342件。",
        ("181827", "181227"),
        ("3342", "3842"),
    ),
    "kinds whose total stands nowhere": (
        "男性人口为217002万人，占51.24%；女性人口为206532万人，占48.76%。",
        ("51.24", "51.54"),
        ("206532", "266532"),
    ),
    "one of several shares that make a hundred": (
        "咨询类100569件，占47.09%；求助类64710件，占30.30%；建议类31491件，占14.75%；"
        "投诉类16782件，占7.86%。",
        ("30.30", "33.30"),
        ("14.75", "14.25"),
    ),
    "the foremost kinds of a total that the paragraph before states": (
        "年末共有法人单位4731.6万个，比五年前增加2274.3万个，增长92.6%。\n"
        "按行业分，法人单位数量居前三位的是：批发零售业1411.2万个，占29.8%；制造业709.5万个，"
        "占15.0%；商务服务业553.8万个，占11.7%。",
        ("11.7", "17.7"),
        ("1411.2", "1471.2"),
    ),
    "shares that make a hundred of a total that stands nowhere": (
        "年末，东部地区拥有单位2816.4万个，占58.7%；中部地区1084.5万个，占22.6%；西部地区894.3万个，"
        "占18.7%。",
        ("1084.5", "1004.5"),
        ("18.7", "13.7"),
    ),
    "small shares of a total by its name, each in a clause of its own": (
        "全年共收到复议申请13640件。\n以市政府为被申请人的132件，占收到申请总数的1%；以市政府部门为"
        "被申请人的928件，占6.8%；以区政府为被申请人的1719件，占12.6%；以区政府部门为被申请人的"
        "6589件，占48.3%；乡镇政府等其他4272件，占31.3%。",
        ("31.3", "37.3"),
        ("928", "628"),
    ),
    "two channels of one total": (
        "共接到诉求93306件。其中，即时办结55860件，占诉求总量的59.87%；转办37446件，占诉求总量的"
        "40.13%。",
        ("40.13", "70.13"),
        ("93306", "93806"),
    ),
    "a share of what the paragraph before states by its bare name": (
        "全县共有幼儿园463所，比上年增加24所，增长5.47%。\n全县有普惠性幼儿园314所，占总数的67.82%。",
        ("67.82", "61.82"),
        ("314", "344"),
    ),
    "a total in a paragraph of its own, and shares of it by another name": (
        "全市共登记各类诉求47923件，环比增长5.65%。\n咨询26937件，占总数56.21%。\n投诉13923件，占总数29.05%。"
        "\n举报7063件，占总数14.74%。",
        ("47923", "97923"),
        ("56.21", "56.91"),
    ),
    "parts told with their shares, and what has been settled among them": (
        "共受理信息6846件，同比增长5.6%。其中咨询4314件，占受理总量的63.0%；投诉1840件，占受理总量的26.9%；"
        "已办结1492件，挽回损失36.6万元；举报692件，占受理总量的10.1%。",
        ("6846", "6876"),
        ("10.1", "18.1"),
    ),
    "cases and people beside last year's": (
        "共受理审查逮捕案件291件402人，去年同期为591件1125人，件数和人数分别同比下降50.76%、64.27%。",
        ("64.27", "61.27"),
        ("591", "597"),
    ),
    "the first and the second instance": (
        "判决生效案件612件747人，其中一审生效585件708人，二审生效27件39人。",
        ("585", "535"),
        ("27件", "23件"),
    ),
    "a total named after its parts": (
        "共接收咨询投诉举报154353件，其中：咨询122235件，投诉25980件，举报6138件。",
        ("6138", "6838"),
        ("154353", "154853"),
    ),
    "what is of a kind, and what is not": (
        "解答咨询647件。其中涉及市场监管业务咨询609件；涉及非市场监管业务咨询38件。",
        ("38件", "33件"),
        ("647", "642"),
    ),
    "the shares of the foremost three, told at once": (
        "本月共受理商品类投诉1668件。商品类投诉中，居前三位的依次是食品类312件、服装类198件、"
        "电器类132件，分别占商品类投诉总量的18.7%、11.9%、7.9%。",
        ("11.9", "16.9"),
        ("312", "392"),
    ),
    "parts with their shares told at once": (
        "工单共1920件，其中，网上登记831件、来电登记618件、来信登记471件，分别占诉求总量的43.28%、"
        "32.19%和24.53%。",
        ("1920", "1970"),
        ("471", "411"),
    ),
    "the amounts of names told at once": (
        "基金收入78583.59亿元，单位缴费、个人缴费、财政投入和其他投入分别为37844.73亿元、21533.88亿元、"
        "16174.44亿元和3030.54亿元。",
        ("16174.44", "16774.44"),
        ("78583.59", "78588.59"),
    ),
    "water above the ground and below it": (
        "水资源总量81264.3亿立方米。其中，地表水资源量77953.2亿立方米，地下水资源量23773.2亿立方米，"
        "地下水与地表水资源不重复量为3311.1亿立方米。",
        ("3311.1", "3811.1"),
        ("81264.3", "81964.3"),
    ),
    "a rate of settlement, the count before it in its own item": (
        "投诉2760件，已办结反馈2238件，办结反馈率81.1%；举报1035件，已办结反馈843件，办结反馈率81.4%。",
        ("843", "343"),
        ("81.1", "87.1"),
    ),
    "the head of a list by the end of its name": (
        "年末户籍人口149.43万人，其中城镇人口38.46万人，占总人口的25.7%；男性77.37万人，占总人口的51.8%。",
        ("51.8", "55.8"),
        ("25.7", "29.7"),
    ),
    "counts told with 多": (
        "全省共有执业律师6.52万多人。专职律师5.05万多人，占77.46%，兼职律师1430多人，占2.19%，"
        "公职律师9600多人，占14.73%，公司律师3600多人，占5.62%。",
        ("14.73", "41.73"),
        ("1430", "2430"),
    ),
    "the first kinds of a list that another statement follows": (
        "预算收入949740万元，增长17.2%，其中：税收收入716994万元，增长9.7%，增幅居第五；"
        "非税收入232746万元，增长48.1%；政府性基金收入4848万元。",
        ("949740", "979740"),
        ("232746", "233046"),
    ),
}


@pytest.mark.parametrize(("text", "one", "other"), TIED.values(), ids=TIED.keys())
def test_a_slip_in_what_belongs_together_is_found(
    text: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert [f.rule for f in evaluated(text).findings] == []
    for right, slip in (one, other):
        assert right in text
        found = evaluated(text.replace(right, slip)).findings
        assert {f.level for f in found} & {"error", "warning"}, slip
