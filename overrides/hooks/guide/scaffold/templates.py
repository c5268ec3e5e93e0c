"""What new files look like. %name% is filled in by the program, `FILL: …` by a person; the checks name what is left."""

CHECKED = '"FILL: the day you read it, such as %today%"'

PAGE = {
    "zh": """\
---
title: "FILL: 标题，和下面的大标题相同"
description: "FILL: 一句话，给搜索结果用"
tags: ["FILL: 读者会搜的词"]
---

# FILL: 标题 {: #top }

<div class="guide-answer" markdown>

FILL: 答案，一两句话，只看第一句也够用

</div>

**适合谁：**FILL: 哪些人，想做什么
{: .guide-for }

## FILL: 这一节的标题，说要做什么 {: #what-to-do }

1. FILL: 先做什么；数字、日期、网址从数据里取，写 fact、value 或 cite

## 可能出什么问题 {: #what-can-go-wrong }

- **FILL: 常见的错误或骗术：**FILL: 该怎么做

## 下一步 {: #next-step }

FILL: 接下来看哪一页，写成链接

有人自称客服，先看[防骗](../stay-safe/index.md)：谁都不该向您要密码或验证码。
""",
    "en": """\
---
title: "FILL: title, the same as the heading below"
description: "FILL: one sentence, for search results"
tags: ["FILL: words a reader would search for"]
---

# FILL: title {: #top }

<div class="guide-answer" markdown>

FILL: the answer in one or two sentences, the first one enough by itself

</div>

**For whom:** FILL: which people, who want what
{: .guide-for }

## FILL: heading of this section, what to do {: #what-to-do }

1. FILL: the first thing to do; figures, dates and addresses come from the data, with fact, value or cite

## What can go wrong {: #what-can-go-wrong }

- **FILL: a common mistake or a trick**: FILL: what to do instead

## Next step {: #next-step }

FILL: which page comes next, as a link

If somebody claims to be support, see [stay safe](../stay-safe/index.md): nobody needs your password or codes.
""",
}

PERMALINK = """\
- id: %id%
  topic: "FILL: the one it belongs to of %topics%"
  page: %page%
  question: {zh: "FILL: 这一页回答的问题，以问号结尾", en: "FILL: the question this page answers, with a question mark"}
  since: %today%
  checked: %today%
"""

# of a page drawn from the data: question and answer are its title and first sentence
DRAWN_LINK = """\
- {id: %id%, topic: %topic%, page: %topic%/%name%.md, since: %today%, checked: %today%}
"""

# the plan of an exchange: question and answer are the same for all
PLAN_LINK = """\
- {id: plan-%id%, topic: tools, page: plan.md, state: exchange=%id%, tool: true, since: %today%, checked: %today%}
"""

SOURCE = f"""\
- id: %id%
  title: {{zh: "FILL: 文本的名称", en: "FILL: name of the text"}}
  issuer: {{zh: "FILL: 谁发布的", en: "FILL: who published it"}}
  kind: "FILL: %kinds%"
  url: "FILL: its official address, beginning with https"
  opened: "FILL: true if you read the page of that address, live or as a stored page; false if its text elsewhere"
  read_in: "FILL: where you read it - live-page, stored-page, archive, public-copy, quoted-by, news or community"
  dated: "FILL: the text's own day, month or year; delete this line if it has none"
  lang: "FILL: its language, such as en, zh-Hant, ja"
  checked: {CHECKED}
  recheck_days: 90
"""

EXCHANGE = f"""\
id: %id%
name: {{zh: "FILL: 名称", en: "FILL: name"}}
# kind: yes, partly, no or reported, and beside it fact: ID of the fact that says so; not-found, without a fact, says on
# the page that you looked in its texts and found no statement
compare:
  self_service: {{kind: "FILL: can one close it without support? yes, partly, no or reported", fact: %id%-closing}}
  undo: {{kind: "FILL: can a closing be taken back? as above, or not-found"}}
  erased: {{kind: "FILL: does closing erase the data too? as above, or not-found"}}
  data_request: {{kind: "FILL: is there a route for data requests? as above, or not-found"}}
  retention: {{kind: "FILL: is it said how long data is kept? as above, or not-found"}}
  register_again: {{kind: "FILL: can one register again? as above, or not-found"}}
domains:
  - host: "FILL: its own domain, without https"
    note: {{zh: "FILL: 这个域名用来做什么", en: "FILL: what this domain is for"}}
    sources: [%id%-terms]
    status: official
    checked: {CHECKED}
    recheck_days: 180
companies:
  - name: "FILL: full name of the company customers contract with, as its terms give it"
    # without an entry in docs/data/places: no_place, and why, instead of place
    place: "FILL: id of the company's place, such as mt"
    serves: {{zh: "FILL: 服务哪些客户", en: "FILL: which customers it serves"}}
    residents: "FILL: whom it serves, as a list - [all], [other], [eea] or ids of places; [] if its texts don't say"
    sources: [%id%-terms]
    status: official
    checked: {CHECKED}
    recheck_days: 180
# whom to write to about data; without one you have read, leave the entry out
contacts:
  - purpose: privacy  # support, privacy, complaint or vendor
    for_whom: {{zh: "FILL: 谁可以用", en: "FILL: who may use it"}}
    residents: "FILL: who may write there, as a list - [all], [other], [eea] or ids of places"
    email: "FILL: its address, or take url in place of email"
    sources: [%id%-terms]
    status: official
    checked: {CHECKED}
    recheck_days: 90
facts:
  - id: %id%-closing
    aspect: closing  # the section of the page: closing, blockers, data-request, retention and so on, as in other files
    zh: "FILL: 怎样注销，按哪一份文本"
    en: "FILL: how an account is closed, according to which text"
    sources: [%id%-terms]
    status: official
    quote: "FILL: the source's own words, short, in its own language"
    quote_lang: "FILL: language of these words, such as en"
    checked: {CHECKED}
    recheck_days: 90
first: [%id%-closing]  # facts that stand open on its page; the others are folded
mistakes:
  - {{zh: "FILL: 常见的错误？该怎么做", en: "FILL: a common mistake? What to do instead"}}
tags: {{zh: ["FILL: 读者会搜的词"], en: ["FILL: words a reader would search for"]}}
not_found:
  - {{zh: "FILL: 找过但没有找到的说明", en: "FILL: what you looked for without finding a statement"}}
"""

PLACE = f"""\
id: %id%
name: {{zh: "FILL: 地名", en: "FILL: name"}}
region: %region%
# a half whose law you cannot confirm is these three lines alone; take its source out of %sources% too
#   publish: false
#   settle: {{zh: 还要读哪部法律的什么, en: which law somebody has to open and what to look for}}
#   ask: {{zh: 怎么问公司；可以不写, en: "what a reader can ask the company, may be left out"}}
retention:
  publish: true
  law: {{zh: "FILL: 反洗钱法的名称", en: "FILL: name of the anti-money-laundering law"}}
  section: {{zh: "FILL: 条款", en: "FILL: section"}}
  clocks:
    - record: all  # identity, transaction or all
      years: "FILL: number of years"
      minimum: true  # false where it is exactly so long
      start: "FILL: relationship-end, transaction, record-made, year-end, next-1-january or not-stated"
      starts: {{zh: "FILL: 从什么时候起算，按法律的说法", en: "FILL: the start in words, as the law puts it"}}
  delete_after: not-seen  # does this law order deletion when the period ends? yes, no or not-seen
  sources: [%id%-aml]
  status: official
  quote: "FILL: the law's own words, short, in its own language"
  quote_lang: "FILL: language of these words, such as en"
  checked: {CHECKED}
  recheck_days: 365
erasure:
  publish: true
  law: {{zh: "FILL: 数据保护法的名称", en: "FILL: name of the data law"}}
  section: {{zh: "FILL: 条款", en: "FILL: section"}}
  right: "FILL: yes, limited or none"
  exception: {{zh: "FILL: 公司可以不删的情形", en: "FILL: when the company need not erase"}}
  answer: {{zh: "FILL: 多久要答复", en: "FILL: how soon an answer must come"}}
  sources: [%id%-data]
  status: official
  quote: "FILL: the law's own words, short, in its own language"
  quote_lang: "FILL: language of these words, such as en"
  checked: {CHECKED}
  recheck_days: 365
# no such authority, or none found: in place of authority, authority_note says who takes complaints, if anybody
authority:
  name: {{zh: "FILL: 数据保护机构的名称", en: "FILL: name of the data authority"}}
"""
