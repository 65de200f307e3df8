#!/usr/bin/env python3
"""Deterministic benchmark corpus: one Dutch-like knowledge portal, written for several generators.

    corpus.py --peer hugo -n 1000 -m 127 --out /tmp/sites/hugo-1k

The same seed gives the same pages for every peer; page i has the same text for every N (only its links to
other pages depend on N).  Standard library only.

The site, for every peer (Ketenportaal says where it differs):
  themas/<thema>/            10 theme sections, a body and a list of their practices (100 per list page)
  themas/<thema>/<slug>/     N good-practice pages of 300-900 words: headings, lists, table, footnotes, 3 links
                             to other pages by source path (checked by Hugo and Zola), code block every 10th page
  doelgroepen/ (8 terms, 100 per list page), regios/ (30), onderwerpen/ (N/20): taxonomies
  regios/<regio>/            the region page: its job centres and its practices
  servicepunten/<slug>/      M job-centre pages from data: 14 milestones x 5 periods as a table
  home page, feed (20 items), sitemap, one static stylesheet

Beside OUT it writes OUT.targets.json: what may be edited, where the effect must show, and what the site was made from.
A peer is a class with the methods of `Peer`; add a generator by adding a class to PEERS.
"""
import argparse
import datetime
import hashlib
import itertools
import json
import os
import random
import re
import shutil
import sys
import unicodedata

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
PER_LIST = 100          # items on one list page
RELATED = 5             # items in the related list
MILESTONES = [
    "Bestuurlijk akkoord", "Kwartiermaker benoemd", "Locatie gekozen", "Partners aangesloten",
    "Dienstverlening beschreven", "Werkprocessen vastgesteld", "Gegevensdeling geregeld", "Privacytoets gedaan",
    "Teams samengesteld", "Medewerkers opgeleid", "Loket geopend", "Werkgevers bereikt", "Evaluatie uitgevoerd",
    "Borging geregeld"]
PERIODS = ["2024-K3", "2024-K4", "2025-K1", "2025-K2", "2025-K3"]
STATUSES = ["niet gestart", "gepland", "bezig", "behaald"]
THEMES = ["Jongeren", "Statushouders", "Leven lang ontwikkelen", "Werkgeversdienstverlening", "Schuldhulp",
          "Beschut werk", "Loopbaanadvies", "Gegevens en privacy", "Samenwerking in de regio", "Gezondheid en werk"]
GROUPS = ["Werkzoekenden", "Werkgevers", "Werkenden", "Leerlingen", "Studenten", "Zelfstandigen", "Nieuwkomers",
          "Professionals"]
REGIONS = ["Achterhoek", "Amersfoort", "Drechtsteden", "Drenthe", "Flevoland", "Foodvalley", "Friesland", "Gooi",
           "Gorinchem", "Groningen", "Haaglanden", "Helmond", "Holland Rijnland", "Midden-Brabant",
           "Midden-Gelderland", "Midden-Holland", "Midden-Limburg", "Midden-Utrecht", "Noord-Holland Noord",
           "Noord-Limburg", "Noordoost-Brabant", "Rijk van Nijmegen", "Rijnmond", "Rivierenland", "Twente",
           "Veluwe", "West-Brabant", "Zaanstreek", "Zeeland", "Zuid-Limburg"]
BASE = """aanpak aanvraag aandacht aanbod advies afspraak akkoord arbeid arbeidsmarkt baan bedrijf begeleiding behoefte
belang beleid beroep bestuur bijeenkomst budget buurt cijfer cliënt coach collega college contact coördinatie cursus
deelnemer deskundige dienst doel doorstroom drempel effect ervaring evaluatie financiën functie gebied gegeven gemeente
gesprek gezondheid groei groep hulp inkomen inkoop instroom inzet inzicht jaar jongere kandidaat kans kennis kosten
kwaliteit kwartaal leerling leerwerk leren leven locatie loket loopbaan maatregel maatwerk medewerker meting methode
middelen monitor netwerk nieuwkomer omgeving onderwijs onderzoek ondersteuning ontwikkeling opdracht opleiding oplossing
organisatie ouder overgang overleg overzicht partner periode plaatsing plan praktijk proces professional programma
project raad regeling regio re-integratie registratie rapportage resultaat route ruimte samenwerking scholing school
schuld sector signaal situatie stage stap statushouder steun student taal taak team techniek toegang toekomst
toeleiding traject training trede uitkering uitstroom uitvoering vaardigheid vacature veiligheid verbetering verbinding
verslag vertrouwen voorbeeld voorlichting voorziening vraag vrijwilliger werk werkgever werkplek werkvloer werkzoekende
wet wijk winst woning zelfstandige zorg""".split()
GLUE = """de het een van en in op met voor dat die is zijn wordt werd bij naar om te als aan door ook niet nog maar
hun deze dit veel meer al dan over uit tot samen steeds zodat waarin waarmee tussen binnen vooral daarnaast vaak
altijd soms hierdoor kunnen willen moeten krijgen bieden maken geven helpen zien vinden starten volgen delen leren
nieuwe goede eerste lokale regionale gezamenlijke praktische duidelijke kleine grote eigen betere passende
financiële snelle vaste actieve mogelijke""".split()
CODE = {
    "python": """import csv

def voortgang(pad: str) -> dict[str, int]:
    telling: dict[str, int] = {}
    with open(pad, newline="", encoding="utf-8") as bron:
        for rij in csv.DictReader(bron):
            if rij["status"] == "behaald":
                telling[rij["regio"]] = telling.get(rij["regio"], 0) + 1
    return telling

print(sorted(voortgang("snapshot.csv").items()))
""",
    "json": """{
  "servicepunt": "voorbeeld",
  "periode": "2025-K3",
  "mijlpalen": [{"naam": "Loket geopend", "status": "behaald"}],
  "bron": {"versie": 4, "definitief": true}
}
""",
    "sql": """SELECT regio, COUNT(*) AS aantal
FROM mijlpaal
WHERE status = 'behaald' AND periode = '2025-K3'
GROUP BY regio
ORDER BY aantal DESC;
""",
}
CSS = "body{font-family:sans-serif;margin:0 auto;max-width:70rem}table{border-collapse:collapse}td,th{border:1px solid}\n"


def slugify(text):
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


class Corpus:
    """The site as data; everything in it follows from (seed, n, m)."""

    def __init__(self, n, m, seed):
        self.n, self.m, self.seed = n, m, seed
        rng = random.Random(f"{seed}-words")
        compounds = {a + b for a, b in ((rng.choice(BASE), rng.choice(BASE)) for _ in range(14000)) if a != b}
        nouns = BASE + rng.sample(sorted(compounds), min(10000, len(compounds)))
        words, weights = [], []
        for rank, w in enumerate(GLUE):
            words.append(w), weights.append(300.0 / (rank + 3))
        for rank, w in enumerate(nouns):
            words.append(w), weights.append(100.0 / (rank + 20))
        self.words, self.cum = words, list(itertools.accumulate(weights))
        self.nouns = nouns
        self.topics = [f"{nouns[i % len(BASE)].capitalize()} {i:04d}" for i in range(max(20, n // 20))]
        self.theme_slugs = [slugify(t) for t in THEMES]
        self._heads = {}

    # -- practices -----------------------------------------------------------------------------------------
    def head(self, i):
        """Front matter of practice i (cheap; also needed for links to i)."""
        h = self._heads.get(i)
        if h is None:
            rng = random.Random(f"{self.seed}-h{i}")
            title = " ".join(rng.choices(BASE, k=3)).capitalize()
            h = self._heads[i] = {
                "i": i, "title": title, "slug": f"{slugify(title)}-{i:05d}", "theme": i % len(THEMES),
                "groups": sorted(rng.sample(range(len(GROUPS)), rng.randint(1, 2))),
                "region": rng.randrange(len(REGIONS)),
                "topics": sorted(rng.sample(range(len(self.topics)), 2)),
                "date": datetime.datetime(2023, 1, 1) + datetime.timedelta(minutes=17 * i),
                "summary": self.sentence(rng, 10, 16),
            }
        return h

    def sentence(self, rng, lo=7, hi=17):
        ws = rng.choices(self.words, cum_weights=self.cum, k=rng.randint(lo, hi))
        return " ".join(ws).capitalize() + "."

    def paragraph(self, rng, sentences, extra=()):
        out = [self.sentence(rng) for _ in range(sentences)]
        if len(out) > 1:
            ws = out[0].rstrip(".").split(" ")
            k = rng.randrange(len(ws))
            ws[k] = f"**{ws[k]}**"
            out[0] = " ".join(ws) + "."
        for x in extra:
            out.insert(rng.randrange(len(out) + 1), x)
        return " ".join(out)

    def body(self, i, link):
        """Markdown of practice i; link(head, text) gives the peer's way to link to another practice."""
        rng = random.Random(f"{self.seed}-b{i}")
        target = rng.randint(190, 700)      # of the counted blocks; 300-900 with the rest
        todo = [f"Zie ook {link(self.head(j), self.head(j)['title'].lower())} voor een voorbeeld."
                for j in (rng.randrange(self.n) for _ in range(3))]
        todo.append("Meer achtergrond staat op [de landelijke site](https://www.example.nl/kennis/) over dit onderwerp.")
        todo.append("Dit is eerder beschreven.[^1]")
        todo.append("De cijfers zijn voorlopig.[^2]")
        parts = [self.paragraph(rng, 3)]
        blocks = ["list", "table", "ordered", "quote"] + (["code"] if i % 10 == 0 else [])
        words, section = 40, 0
        while words < target or blocks or todo:
            section += 1
            parts.append(f"## {' '.join(rng.choices(BASE, k=2)).capitalize()}")
            for k in range(rng.randint(1, 2)):
                parts.append(self.paragraph(rng, rng.randint(2, 4), [todo.pop()] if todo else ()))
                words += 40
            if section % 3 == 2:
                parts.append(f"### {' '.join(rng.choices(BASE, k=2)).capitalize()}")
                parts.append(self.paragraph(rng, 2))
                words += 26
            if blocks:
                kind = blocks.pop(0)
                if kind == "list":
                    parts.append("\n".join(f"- {self.sentence(rng, 4, 9)}" for _ in range(5)))
                    words += 35
                elif kind == "ordered":
                    parts.append("\n".join(f"{k}. {self.sentence(rng, 4, 9)}" for k in range(1, 5)))
                    words += 28
                elif kind == "table":
                    head = ["Stap", "Wie", "Wanneer", "Resultaat"]
                    rows = [[rng.choice(self.nouns[:400]).capitalize(), rng.choice(BASE), rng.choice(PERIODS),
                             self.sentence(rng, 3, 5)] for _ in range(5)]
                    parts.append("\n".join(["| " + " | ".join(r) + " |" for r in [head, ["---"] * 4] + rows]))
                    words += 45
                elif kind == "quote":
                    parts.append("> " + self.sentence(rng))
                else:
                    lang = ("python", "json", "sql")[(i // 10) % 3]
                    parts.append(f"```{lang}\n{CODE[lang]}```")
        parts.append("Deze praktijk is bijgewerkt: versie-0000.")
        parts.append(f"[^1]: {self.sentence(rng)}")
        parts.append(f"[^2]: {self.sentence(rng, 4, 8)} Bron: `monitor`.")
        return "\n\n".join(parts) + "\n"

    def theme_body(self, t):
        rng = random.Random(f"{self.seed}-t{t}")
        out = [self.paragraph(rng, 4)]
        for _ in range(3):
            out += [f"## {' '.join(rng.choices(BASE, k=2)).capitalize()}", self.paragraph(rng, 4),
                    "\n".join(f"- {self.sentence(rng, 4, 9)}" for _ in range(3))]
        return "\n\n".join(out) + "\n"

    # -- job centres ---------------------------------------------------------------------------------------
    def centre(self, i):
        rng = random.Random(f"{self.seed}-c{i}")
        region = i % len(REGIONS)
        name = f"Servicepunt {REGIONS[region]} {i // len(REGIONS) + 1}"
        rows = []
        for _ in MILESTONES:
            level, row = rng.choice((0, 0, 1, 2)), []
            for _ in PERIODS:
                level = min(3, level + rng.choice((0, 0, 1, 1, 2)))
                row.append(STATUSES[level])
            rows.append(row)
        return {"slug": slugify(name), "naam": name, "plaats": rng.choice(BASE).capitalize() + "stad",
                "regio": REGIONS[region], "stempel": "stempel-0000",
                "behaald": [sum(r[p] == "behaald" for r in rows) for p in range(len(PERIODS))], "mijlpalen": rows}

    def centres(self):
        return [self.centre(i) for i in range(self.m)]

    def portal(self):
        return {"naam": "Kennisportaal Werk", "mijlpalen": MILESTONES, "perioden": PERIODS,
                "themas": [{"titel": t, "slug": s} for t, s in zip(THEMES, self.theme_slugs)]}


class Peer:
    """Writes the site for one generator into self.out."""
    content = "content"      # folder of the Markdown sources
    base_template = None     # file whose edit changes every page; holds the text sjabloon-0000
    data_file = None         # file that holds the first centre's stempel-0000
    inputs = (os.path.abspath(__file__),)      # files a site is made from

    def __init__(self, corpus, out, args):
        self.c, self.out, self.args = corpus, out, args

    def put(self, path, text):
        path = os.path.join(self.out, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            f.write(text)

    def put_many(self, files):
        for path, text in files.items():
            if self.args.related == "none":
                text = re.sub(r'<aside class="verwant">.*?</aside>\n', "", text, flags=re.S)
            self.put(path, text.lstrip("\n"))

    def practice_path(self, h):
        return f"{self.content}/themas/{self.c.theme_slugs[h['theme']]}/{h['slug']}.md"

    def practice_url(self, h):
        return f"/themas/{self.c.theme_slugs[h['theme']]}/{h['slug']}/"

    def list_url(self, h):
        """The list page on which practice h is an item (newest first, PER_LIST per page)."""
        members = range(h["theme"], self.c.n, len(THEMES))
        page = (len(members) - 1 - (h["i"] // len(THEMES))) // PER_LIST + 1
        base = f"/themas/{self.c.theme_slugs[h['theme']]}/"
        return base if page == 1 else f"{base}page/{page}/"

    def centre_url(self, centre):
        return f"/servicepunten/{centre['slug']}/"

    @classmethod
    def made_from(cls):
        """Tells whether a site that is there already is still the site that would be written."""
        digest = hashlib.sha256()
        for path in cls.inputs:
            with open(path, "rb") as f:
                digest.update(f.read())
        return digest.hexdigest()

    def link(self, h, text):
        raise NotImplementedError

    def practice(self, h, body):
        raise NotImplementedError

    def site(self):
        raise NotImplementedError

    def write(self):
        self.site()
        for i in range(self.c.n):
            h = self.c.head(i)
            self.put(self.practice_path(h), self.practice(h, self.c.body(i, self.link)))
        picks = [self.c.head(i * self.c.n // 40 + 7 * i % 5) for i in range(40)] if self.c.n >= 200 else []
        targets = {
            "practices": [{"file": self.practice_path(h), "url": self.practice_url(h), "list": self.list_url(h),
                           "title": h["title"]} for h in picks],
            "data": {"file": self.data_file, "url": self.centre_url(self.c.centre(0))},
            "template": {"file": self.base_template},
            "made_from": self.made_from(),
        }
        with open(self.out.rstrip("/") + ".targets.json", "w", encoding="utf-8") as f:
            json.dump(targets, f, indent=1)


def yaml_head(h, c, extra=""):
    def items(names):
        return "[" + ", ".join(f'"{x}"' for x in names) + "]"
    return (f'---\ntitle: "{h["title"]}"\ndate: {h["date"].isoformat()}Z\ndescription: "{h["summary"]}"\n'
            f'soort: praktijk\ndoelgroepen: {items(GROUPS[g] for g in h["groups"])}\n'
            f'regios: {items([REGIONS[h["region"]]])}\nonderwerpen: {items(c.topics[t] for t in h["topics"])}\n'
            f'{extra}---\n\n')


class Bare(Peer):
    """Content and data only: YAML front matter, links by relative path to the .md file.  No templates."""
    data_file = "data/servicepunten.json"

    def link(self, h, text):
        return f"[{text}](../{self.c.theme_slugs[h['theme']]}/{h['slug']}.md)"

    def practice(self, h, body):
        return yaml_head(h, self.c) + body

    def site(self):
        for t, s in enumerate(self.c.theme_slugs):
            self.put(f"content/themas/{s}/_index.md", f'---\ntitle: "{THEMES[t]}"\n---\n\n{self.c.theme_body(t)}')
        self.put("data/portaal.json", json.dumps(self.c.portal(), ensure_ascii=False, indent=1))
        self.put(self.data_file, json.dumps(self.c.centres(), ensure_ascii=False, indent=1))
        self.put("static/css/stijl.css", CSS)


class Hugo(Peer):
    base_template = "layouts/baseof.html"
    data_file = "data/servicepunten.json"

    def link(self, h, text):
        return f"[{text}](/themas/{self.c.theme_slugs[h['theme']]}/{h['slug']}.md)"

    def practice(self, h, body):
        return yaml_head(h, self.c) + body

    def site(self):
        c = self.c
        self.put("data/portaal.json", json.dumps(c.portal(), ensure_ascii=False, indent=1))
        self.put(self.data_file, json.dumps(c.centres(), ensure_ascii=False, indent=1))
        self.put("static/css/stijl.css", CSS)
        self.put("content/_index.md", '---\ntitle: "Kennisportaal Werk"\n---\n\nWelkom.\n')
        self.put("content/themas/_index.md", '---\ntitle: "Themas"\n---\n')
        self.put("content/servicepunten/_index.md", '---\ntitle: "Servicepunten"\n---\n')
        for t, s in enumerate(c.theme_slugs):
            self.put(f"content/themas/{s}/_index.md",
                     f'---\ntitle: "{THEMES[t]}"\nlayout: thema\n---\n\n{c.theme_body(t)}')
        related = """{{ with index (.GetTerms "onderwerpen") 0 }}{{ $n := 0 }}
{{ range first 6 .Pages }}{{ if and (ne . $) (lt $n 5) }}{{ $n = add $n 1 }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}{{ end }}{{ end }}"""
        if self.args.related == "builtin":
            related = """{{ range first 5 (site.RegularPages.Related .) }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}"""
        self.put_many({
            "hugo.toml": """
baseURL = "https://portaal.example.nl/"
locale = "nl-NL"
title = "Kennisportaal Werk"
enableRobotsTXT = true
[outputs]
home = ["html", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
page = ["html"]
[taxonomies]
doelgroep = "doelgroepen"
regio = "regios"
onderwerp = "onderwerpen"
[pagination]
pagerSize = 100
disableAliases = true
[services.rss]
limit = 20
[markup.highlight]
noClasses = false
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
[related]
threshold = 1
includeNewer = true
[[related.indices]]
name = "onderwerpen"
weight = 100
""",
            "content/servicepunten/_content.gotmpl": """
{{ range hugo.Data.servicepunten }}
{{ $.AddPage (dict "path" .slug "title" .naam "params" (dict "soort" "servicepunt" "plaats" .plaats
   "regios" (slice .regio) "stempel" .stempel "behaald" .behaald "mijlpalen" .mijlpalen)) }}
{{ end }}
""",
            "layouts/baseof.html": """
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} | {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/css/stijl.css">
</head>
<body>
<a class="overslaan" href="#inhoud">Naar de inhoud</a>
<header><a href="/">{{ site.Title }}</a>{{ partial "nav.html" . }}</header>
<main id="inhoud">
{{ block "main" . }}{{ end }}
</main>
<footer><p>Kennisportaal Werk, sjabloon-0000.</p><ul><li><a href="/regios/">Regio's</a></li><li><a href="/doelgroepen/">Doelgroepen</a></li><li><a href="/index.xml">Feed</a></li></ul></footer>
</body>
</html>
""",
            "layouts/_partials/nav.html": """
<nav aria-label="Hoofdmenu"><ul>
{{ range hugo.Data.portaal.themas }}{{ $u := printf "/themas/%s/" .slug }}<li><a href="{{ $u }}"{{ if hasPrefix $.RelPermalink $u }} aria-current="true"{{ end }}>{{ .titel }}</a></li>
{{ end }}<li><a href="/servicepunten/">Servicepunten</a></li>
</ul></nav>
""",
            "layouts/_partials/kruimelpad.html": """
<nav class="kruimelpad" aria-label="Kruimelpad"><ol>
{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}<li aria-current="page">{{ .Title }}</li>
</ol></nav>
""",
            "layouts/_partials/lijst.html": """
<ul class="lijst">
{{ range . }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "02-01-2006" }}</time><p>{{ .Description }}</p></li>
{{ end }}</ul>
""",
            "layouts/_partials/bladeren.html": """
<nav class="bladeren">{{ with .Prev }}<a rel="prev" href="{{ .URL }}">Vorige</a>{{ end }} <span>{{ .PageNumber }} van {{ .TotalPages }}</span> {{ with .Next }}<a rel="next" href="{{ .URL }}">Volgende</a>{{ end }}</nav>
""",
            "layouts/_partials/buren.html": """
<nav class="buren">{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }} {{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</nav>
""",
            "layouts/page.html": """
{{ define "main" }}
{{ partial "kruimelpad.html" . }}
<article data-pagefind-body>
<h1>{{ .Title }}</h1>
<p class="samenvatting">{{ .Description }}</p>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "02-01-2006" }}</time></p>
<ul class="kenmerken">
{{ range slice "doelgroepen" "regios" "onderwerpen" }}{{ range $.GetTerms . }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}{{ end }}</ul>
<aside class="inhoudsopgave"><h2>Op deze pagina</h2>{{ .TableOfContents }}</aside>
{{ .Content }}
</article>
<aside class="verwant"><h2>Verwante praktijken</h2><ul>
""" + related + """
</ul></aside>
{{ partial "buren.html" . }}
{{ end }}
""",
            "layouts/servicepunten/page.html": """
{{ define "main" }}
{{ partial "kruimelpad.html" . }}
<article data-pagefind-body>
<h1>{{ .Title }}</h1>
<p>{{ .Title }} in {{ .Params.plaats }} hoort bij {{ range .GetTerms "regios" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}. Stand: {{ .Params.stempel }}.</p>
<table><caption>Mijlpalen per periode</caption>
<thead><tr><th scope="col">Mijlpaal</th>{{ range hugo.Data.portaal.perioden }}<th scope="col">{{ . }}</th>{{ end }}</tr></thead>
<tbody>
{{ range $i, $rij := .Params.mijlpalen }}<tr><th scope="row">{{ index hugo.Data.portaal.mijlpalen $i }}</th>{{ range $rij }}<td class="{{ . | urlize }}">{{ . }}</td>{{ end }}</tr>
{{ end }}</tbody>
<tfoot><tr><th scope="row">Behaald</th>{{ range .Params.behaald }}<td>{{ . }}</td>{{ end }}</tr></tfoot>
</table>
</article>
{{ partial "buren.html" . }}
{{ end }}
""",
            "layouts/servicepunten/section.html": """
{{ define "main" }}
{{ partial "kruimelpad.html" . }}
<h1>{{ .Title }}</h1>
<ul>
{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>, {{ .Params.plaats }}</li>
{{ end }}</ul>
{{ end }}
""",
            "layouts/section.html": """
{{ define "main" }}
{{ partial "kruimelpad.html" . }}
<h1>{{ .Title }}</h1>
{{ .Content }}
<ul>{{ range .Sections }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> ({{ len .RegularPages }})</li>
{{ end }}</ul>
{{ end }}
""",
            "layouts/thema.html": """
{{ define "main" }}
{{ partial "kruimelpad.html" . }}
<h1>{{ .Title }}</h1>
{{ .Content }}
{{ $p := .Paginate .RegularPages.ByDate.Reverse }}
{{ partial "lijst.html" $p.Pages }}
{{ partial "bladeren.html" $p }}
{{ end }}
""",
            "layouts/taxonomy.html": """
{{ define "main" }}
{{ partial "kruimelpad.html" . }}
<h1>{{ .Title }}</h1>
<ul>{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.LinkTitle }}</a> ({{ .Count }})</li>
{{ end }}</ul>
{{ end }}
""",
            "layouts/term.html": """
{{ define "main" }}
{{ partial "kruimelpad.html" . }}
<h1>{{ .Title }}</h1>
{{ $p := .Paginate .Pages.ByDate.Reverse }}
{{ partial "lijst.html" $p.Pages }}
{{ partial "bladeren.html" $p }}
{{ end }}
""",
            "layouts/regios/term.html": """
{{ define "main" }}
{{ partial "kruimelpad.html" . }}
<h1>Regio {{ .Title }}</h1>
<h2>Servicepunten</h2>
<ul>
{{ range where .Pages "Params.soort" "servicepunt" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>, {{ .Params.plaats }}: {{ index .Params.behaald 4 }} behaald</li>
{{ end }}</ul>
<h2>Praktijken</h2>
{{ partial "lijst.html" (where .Pages "Params.soort" "praktijk") }}
{{ end }}
""",
            "layouts/home.html": """
{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ .Content }}
{{ range site.Sections.ByTitle }}{{ range .Sections }}<section><h2><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> ({{ len .RegularPages }})</h2>
{{ partial "lijst.html" (first 2 .RegularPages.ByDate.Reverse) }}</section>
{{ end }}{{ end }}
{{ end }}
""",
        })


class Zola(Peer):
    base_template = "templates/basis.html"

    def __init__(self, corpus, out, args):
        super().__init__(corpus, out, args)
        self.data_file = f"content/servicepunten/{corpus.centre(0)['slug']}.md"

    def link(self, h, text):
        return f"[{text}](@/themas/{self.c.theme_slugs[h['theme']]}/{h['slug']}.md)"

    def practice(self, h, body):
        c = self.c
        return (f'+++\ntitle = "{h["title"]}"\ndate = {h["date"].isoformat()}Z\ndescription = "{h["summary"]}"\n'
                f'[taxonomies]\ndoelgroepen = {json.dumps([GROUPS[g] for g in h["groups"]])}\n'
                f'regios = {json.dumps([REGIONS[h["region"]]])}\n'
                f'onderwerpen = {json.dumps([c.topics[t] for t in h["topics"]])}\n'
                f'[extra]\nsoort = "praktijk"\n+++\n\n{body}')

    def site(self):
        c = self.c
        portal = c.portal()
        self.put("static/css/stijl.css", CSS)
        self.put("content/_index.md", '+++\ntitle = "Kennisportaal Werk"\n+++\n\nWelkom.\n')
        self.put("content/themas/_index.md", '+++\ntitle = "Themas"\ntemplate = "section.html"\n+++\n')
        self.put("content/servicepunten/_index.md",
                 '+++\ntitle = "Servicepunten"\nsort_by = "weight"\ntemplate = "servicepunten.html"\n'
                 'page_template = "servicepunt.html"\n+++\n')
        for t, s in enumerate(c.theme_slugs):
            self.put(f"content/themas/{s}/_index.md",
                     f'+++\ntitle = "{THEMES[t]}"\ntemplate = "thema.html"\npage_template = "praktijk.html"\n'
                     f'sort_by = "date"\npaginate_by = {PER_LIST}\n+++\n\n{c.theme_body(t)}')
        for i, p in enumerate(c.centres()):
            self.put(f"content/servicepunten/{p['slug']}.md",
                     f'+++\ntitle = "{p["naam"]}"\nweight = {i + 1}\n[taxonomies]\nregios = ["{p["regio"]}"]\n'
                     f'[extra]\nsoort = "servicepunt"\nplaats = "{p["plaats"]}"\nstempel = "{p["stempel"]}"\n'
                     f'behaald = {p["behaald"]}\nmijlpalen = {json.dumps(p["mijlpalen"])}\n+++\n')
        self.put("config.toml", f"""base_url = "https://portaal.example.nl"
title = "Kennisportaal Werk"
default_language = "nl"
generate_feeds = true
feed_limit = 20
generate_robots_txt = true
taxonomies = [
  {{name = "doelgroepen", paginate_by = {PER_LIST}}},
  {{name = "regios"}},
  {{name = "onderwerpen"}},
]
[markdown]
bottom_footnotes = true
[markdown.highlighting]
style = "class"
theme = "github-light"
[extra]
mijlpalen = {json.dumps(portal["mijlpalen"], ensure_ascii=False)}
perioden = {json.dumps(portal["perioden"])}
themas = [{", ".join(f'{{titel = "{t["titel"]}", slug = "{t["slug"]}"}}' for t in portal["themas"])}]
""")
        self.put_many({
            "templates/basis.html": """
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block titel %}{{ config.title }}{% endblock titel %} | {{ config.title }}</title>
<meta name="description" content="{% block omschrijving %}{% endblock omschrijving %}">
<link rel="canonical" href="{{ current_url | default(value="") | safe }}">
<link rel="stylesheet" href="/css/stijl.css">
</head>
<body>
<a class="overslaan" href="#inhoud">Naar de inhoud</a>
<header><a href="/">{{ config.title }}</a>{% include "nav.html" %}</header>
<main id="inhoud">
{% block main %}{% endblock main %}
</main>
<footer><p>Kennisportaal Werk, sjabloon-0000.</p><ul><li><a href="/regios/">Regio's</a></li><li><a href="/doelgroepen/">Doelgroepen</a></li><li><a href="/atom.xml">Feed</a></li></ul></footer>
</body>
</html>
""",
            "templates/nav.html": """
<nav aria-label="Hoofdmenu"><ul>
{% for t in config.extra.themas %}{% set u = "/themas/" ~ t.slug ~ "/" %}<li><a href="{{ u | safe }}"{% if current_path and current_path is starting_with(u) %} aria-current="true"{% endif %}>{{ t.titel }}</a></li>
{% endfor %}<li><a href="/servicepunten/">Servicepunten</a></li>
</ul></nav>
""",
            "templates/praktijk.html": """
{% extends "basis.html" %}
{% block titel %}{{ page.title }}{% endblock titel %}
{% block omschrijving %}{{ page.description }}{% endblock omschrijving %}
{% block main %}
<nav class="kruimelpad" aria-label="Kruimelpad"><ol>
{% for a in page.ancestors %}{% set s = get_section(path=a, metadata_only=true) %}<li><a href="{{ s.path | safe }}">{{ s.title }}</a></li>
{% endfor %}<li aria-current="page">{{ page.title }}</li>
</ol></nav>
<article data-pagefind-body>
<h1>{{ page.title }}</h1>
<p class="samenvatting">{{ page.description }}</p>
<p><time datetime="{{ page.date | date(format="%Y-%m-%d") }}">{{ page.date | date(format="%d-%m-%Y") }}</time></p>
<ul class="kenmerken">
{% for k in ["doelgroepen", "regios", "onderwerpen"] %}{% for t in page.taxonomies[k] %}<li><a href="{{ get_taxonomy_url(kind=k, name=t) | safe }}">{{ t }}</a></li>
{% endfor %}{% endfor %}</ul>
<aside class="inhoudsopgave"><h2>Op deze pagina</h2><nav><ul>
{% for h in page.toc %}<li><a href="#{{ h.id }}">{{ h.title }}</a>{% if h.children %}<ul>{% for k in h.children %}<li><a href="#{{ k.id }}">{{ k.title }}</a></li>{% endfor %}</ul>{% endif %}</li>
{% endfor %}</ul></nav></aside>
{{ page.content | safe }}
</article>
<aside class="verwant"><h2>Verwante praktijken</h2><ul>
{% set term = get_taxonomy_term(kind="onderwerpen", term=page.taxonomies.onderwerpen[0]) %}{% set_global n = 0 %}{% for p in term.pages | slice(end=6) %}{% if p.path != page.path and n < 5 %}{% set_global n = n + 1 %}<li><a href="{{ p.path | safe }}">{{ p.title }}</a></li>
{% endif %}{% endfor %}
</ul></aside>
<nav class="buren">{% if page.lower %}<a rel="prev" href="{{ page.lower.path | safe }}">{{ page.lower.title }}</a>{% endif %} {% if page.higher %}<a rel="next" href="{{ page.higher.path | safe }}">{{ page.higher.title }}</a>{% endif %}</nav>
{% endblock main %}
""",
            "templates/servicepunt.html": """
{% extends "basis.html" %}
{% block titel %}{{ page.title }}{% endblock titel %}
{% block main %}
<nav class="kruimelpad" aria-label="Kruimelpad"><ol>
{% for a in page.ancestors %}{% set s = get_section(path=a, metadata_only=true) %}<li><a href="{{ s.path | safe }}">{{ s.title }}</a></li>
{% endfor %}<li aria-current="page">{{ page.title }}</li>
</ol></nav>
<article data-pagefind-body>
<h1>{{ page.title }}</h1>
<p>{{ page.title }} in {{ page.extra.plaats }} hoort bij {% for t in page.taxonomies.regios %}<a href="{{ get_taxonomy_url(kind="regios", name=t) | safe }}">{{ t }}</a>{% endfor %}. Stand: {{ page.extra.stempel }}.</p>
<table><caption>Mijlpalen per periode</caption>
<thead><tr><th scope="col">Mijlpaal</th>{% for p in config.extra.perioden %}<th scope="col">{{ p }}</th>{% endfor %}</tr></thead>
<tbody>
{% for rij in page.extra.mijlpalen %}<tr><th scope="row">{{ config.extra.mijlpalen[loop.index0] }}</th>{% for s in rij %}<td class="{{ s | slugify }}">{{ s }}</td>{% endfor %}</tr>
{% endfor %}</tbody>
<tfoot><tr><th scope="row">Behaald</th>{% for b in page.extra.behaald %}<td>{{ b }}</td>{% endfor %}</tr></tfoot>
</table>
</article>
<nav class="buren">{% if page.lower %}<a rel="prev" href="{{ page.lower.path | safe }}">{{ page.lower.title }}</a>{% endif %} {% if page.higher %}<a rel="next" href="{{ page.higher.path | safe }}">{{ page.higher.title }}</a>{% endif %}</nav>
{% endblock main %}
""",
            "templates/servicepunten.html": """
{% extends "basis.html" %}
{% block titel %}{{ section.title }}{% endblock titel %}
{% block main %}
<h1>{{ section.title }}</h1>
<ul>
{% for p in section.pages %}<li><a href="{{ p.path | safe }}">{{ p.title }}</a>, {{ p.extra.plaats }}</li>
{% endfor %}</ul>
{% endblock main %}
""",
            "templates/section.html": """
{% extends "basis.html" %}
{% block titel %}{{ section.title }}{% endblock titel %}
{% block main %}
<h1>{{ section.title }}</h1>
{{ section.content | safe }}
<ul>{% for p in section.subsections %}{% set s = get_section(path=p) %}<li><a href="{{ s.path | safe }}">{{ s.title }}</a> ({{ s.pages | length }})</li>
{% endfor %}</ul>
{% endblock main %}
""",
            "templates/lijst.html": """
<ul class="lijst">
{% for p in lijst %}<li><a href="{{ p.path | safe }}">{{ p.title }}</a> <time datetime="{{ p.date | date(format="%Y-%m-%d") }}">{{ p.date | date(format="%d-%m-%Y") }}</time><p>{{ p.description }}</p></li>
{% endfor %}</ul>
""",
            "templates/thema.html": """
{% extends "basis.html" %}
{% block titel %}{{ section.title }}{% endblock titel %}
{% block main %}
<nav class="kruimelpad" aria-label="Kruimelpad"><ol>
{% for a in section.ancestors %}{% set s = get_section(path=a, metadata_only=true) %}<li><a href="{{ s.path | safe }}">{{ s.title }}</a></li>
{% endfor %}<li aria-current="page">{{ section.title }}</li>
</ol></nav>
<h1>{{ section.title }}</h1>
{{ section.content | safe }}
{% set lijst = paginator.pages %}{% include "lijst.html" %}
<nav class="bladeren">{% if paginator.previous %}<a rel="prev" href="{{ paginator.previous | safe }}">Vorige</a>{% endif %} <span>{{ paginator.current_index }} van {{ paginator.number_pagers }}</span> {% if paginator.next %}<a rel="next" href="{{ paginator.next | safe }}">Volgende</a>{% endif %}</nav>
{% endblock main %}
""",
            "templates/taxonomy_list.html": """
{% extends "basis.html" %}
{% block titel %}{{ taxonomy.name }}{% endblock titel %}
{% block main %}
<h1>{{ taxonomy.name }}</h1>
<ul>{% for t in terms %}<li><a href="{{ t.path | safe }}">{{ t.name }}</a> ({{ t.page_count }})</li>
{% endfor %}</ul>
{% endblock main %}
""",
            "templates/taxonomy_single.html": """
{% extends "basis.html" %}
{% block titel %}{{ term.name }}{% endblock titel %}
{% block main %}
<nav class="kruimelpad" aria-label="Kruimelpad"><ol><li><a href="/">{{ config.title }}</a></li><li aria-current="page">{{ term.name }}</li></ol></nav>
<h1>{{ term.name }}</h1>
{% if paginator %}{% set lijst = paginator.pages %}{% else %}{% set lijst = term.pages %}{% endif %}{% include "lijst.html" %}
{% if paginator %}<nav class="bladeren">{% if paginator.previous %}<a rel="prev" href="{{ paginator.previous | safe }}">Vorige</a>{% endif %} <span>{{ paginator.current_index }} van {{ paginator.number_pagers }}</span> {% if paginator.next %}<a rel="next" href="{{ paginator.next | safe }}">Volgende</a>{% endif %}</nav>{% endif %}
{% endblock main %}
""",
            "templates/regios/single.html": """
{% extends "basis.html" %}
{% block titel %}{{ term.name }}{% endblock titel %}
{% block main %}
<nav class="kruimelpad" aria-label="Kruimelpad"><ol><li><a href="/">{{ config.title }}</a></li><li aria-current="page">{{ term.name }}</li></ol></nav>
<h1>Regio {{ term.name }}</h1>
<h2>Servicepunten</h2>
<ul>
{% for p in term.pages | filter(attribute="extra.soort", value="servicepunt") %}<li><a href="{{ p.path | safe }}">{{ p.title }}</a>, {{ p.extra.plaats }}: {{ p.extra.behaald[4] }} behaald</li>
{% endfor %}</ul>
<h2>Praktijken</h2>
{% set lijst = term.pages | filter(attribute="extra.soort", value="praktijk") %}{% include "lijst.html" %}
{% endblock main %}
""",
            "templates/index.html": """
{% extends "basis.html" %}
{% block main %}
<h1>{{ section.title }}</h1>
{{ section.content | safe }}
{% for t in config.extra.themas %}{% set s = get_section(path="themas/" ~ t.slug ~ "/_index.md") %}<section><h2><a href="{{ s.path | safe }}">{{ s.title }}</a> ({{ s.pages | length }})</h2>
{% set lijst = s.pages | slice(end=2) %}{% include "lijst.html" %}</section>
{% endfor %}
{% endblock main %}
""",
        })


class Ketenportaal(Peer):
    """The same site in this program's content model, with a lean theme of its own laid over the base theme.

    Differences that the model asks for: practices live at /praktijken/<slug>/, have the six fixed sections, a status, a
    proof and a contact, and a date without a time (so of one day they stand in order of title); a list page N is
    .../pagina/N/.  What the others do not make is left out where the settings allow it (search, lists to choose from, open
    data, pictures for sharing); the program still makes the list of all practices, the landkaart and A to Z.
    """
    left_out = "zonder: [zoeken, keuzelijsten, open-data, deelbeelden]\n"
    base_template = "themes/corpus/templates/base.html"
    data_file = "data/werkpleinen.csv"
    theme = "corpus"
    sections = ["Aanleiding", "Aanpak", "Resultaat", "Wat ging mis", "Randvoorwaarden", "Lessen"]
    levels = dict(zip(STATUSES, (0, 33, 66, 100)))

    def __init__(self, corpus, out, args):
        super().__init__(corpus, out, args)
        self.list_pages = None

    def practice_path(self, h):
        return f"content/praktijken/{h['slug']}.md"

    def practice_url(self, h):
        return f"/praktijken/{h['slug']}/"

    def centre_url(self, centre):
        return f"/werkpleinen/{centre['slug']}/"

    def list_url(self, h):
        """As the program sorts: newest day first, then title, then path.  (A title of this corpus has only letters,
        spaces and hyphens, so its slug with spaces is the program's sort key.)"""
        if self.list_pages is None:
            c, members, self.list_pages = self.c, [0] * len(THEMES), {}
            for x in sorted(map(c.head, range(c.n)), key=lambda x: (
                    -x["date"].toordinal(), slugify(x["title"]).replace("-", " "), self.practice_path(x))):
                self.list_pages[x["i"]] = members[x["theme"]] // PER_LIST + 1
                members[x["theme"]] += 1
        page = self.list_pages[h["i"]]
        base = f"/themas/{self.c.theme_slugs[h['theme']]}/"
        return base if page == 1 else f"{base}pagina/{page}/"

    def link(self, h, text):
        return f"[{text}](praktijken/{h['slug']}.md)"

    def practice(self, h, body):
        c, i = self.c, h["i"]
        head = (f'---\ntitle: "{h["title"]}"\ndate: {h["date"].date()}\ndescription: "{h["summary"]}"\n'
                f'themas: [{c.theme_slugs[h["theme"]]}]\n'
                f'doelgroepen: [{", ".join(slugify(GROUPS[g]) for g in h["groups"])}]\n'
                f'regio: {slugify(REGIONS[h["region"]])}\n'
                f'onderwerpen: [{", ".join(json.dumps(c.topics[t], ensure_ascii=False) for t in h["topics"])}]\n'
                f'status: {("idee", "pilot", "lopend")[i % 3]}\n'
                f'bewijs: {("beschreven", "onderbouwd", "gemeten")[i % 3]}\n'
                f'contact: {{rol: "Adviseur", organisatie: "Kennisportaal Werk"}}\n---\n\n')
        return head + self.in_sections(i, body)

    def in_sections(self, i, body):
        """The text with the fixed sections in their order: its first six level-2 headings get their names, later ones
        become level 3, and sections it has too few for hold one sentence."""
        left, lines, code = list(self.sections), [], False
        for line in body.split("\n"):
            code ^= line.startswith("```")
            if line.startswith("## ") and not code:
                line = f"## {left.pop(0)}" if left else f"#{line}"
            lines.append(line)
        rng = random.Random(f"{self.c.seed}-s{i}")
        at = next(k for k, line in enumerate(lines) if line.startswith("Deze praktijk is bijgewerkt"))
        lines[at:at] = [x for name in left for x in (f"## {name}", "", self.c.sentence(rng), "")]
        return "\n".join(lines)

    def site(self):
        c = self.c
        rng = random.Random(f"{c.seed}-k")
        self.put("data/portaal.yaml", f"""name: Kennisportaal Werk
description: Kennis over werk en inkomen.
base_url: https://portaal.example.nl/
owner: Redactie
contact: redactie@portaal.example.nl
theme: {self.theme}
as_of: 2025-12-31
navigation: [themas, werkpleinen]
open_data: {{licentie: cc0, themas: [SOCI]}}
{self.left_out}""")
        self.put("content/_index.md", '---\ntitle: "Kennisportaal Werk"\ndescription: "Kennis over werk."\n---\n\nWelkom.\n')
        for t, s in enumerate(c.theme_slugs):
            self.put(f"content/themas/{s}.md",
                     f'---\ntitle: "{THEMES[t]}"\ndescription: "{c.sentence(rng)}"\n---\n\n{c.theme_body(t)}')
        self.put("data/doelgroepen.yaml", "".join(
            f'- id: {slugify(g)}\n  naam: "{g}"\n  uitleg: "{c.sentence(rng)}"\n' for g in GROUPS))
        points = [(rng.uniform(51.3, 53.3), rng.uniform(4.3, 6.8)) for _ in REGIONS]
        self.put("data/regios.csv", "id,code,naam,centrumgemeente,lat,lon\n" + "".join(
            f"{slugify(r)},AM{k + 1:02},{r},{r},{lat:.4f},{lon:.4f}\n"
            for k, (r, (lat, lon)) in enumerate(zip(REGIONS, points))))
        centres = c.centres()
        rows = ["id,naam,gemeente,regio,lat,lon\n"]
        for k, p in enumerate(centres):
            lat, lon = (x + rng.uniform(-0.2, 0.2) for x in points[k % len(REGIONS)])
            town = f'{p["plaats"]} {p["stempel"]}' if k == 0 else p["plaats"]
            rows.append(f'{p["slug"]},{p["naam"].removeprefix("Servicepunt ")},{town},{slugify(p["regio"])},{lat:.4f},{lon:.4f}\n')
        self.put(self.data_file, "".join(rows))
        levels = "".join(f'  - {{waarde: {v}, naam: "{s}"}}\n' for s, v in self.levels.items())
        bands = "".join(f'  - {{id: {slugify(s)}, naam: "{s}", van: {v}}}\n' for s, v in self.levels.items())
        milestones = "".join(f'      - {{id: {slugify(x)}, naam: "{x}"}}\n' for x in MILESTONES)
        self.put("data/landkaart/model.yaml", f"""naam: Landkaart
bron: "Voorbeeld"
periode: {{letter: k, per_jaar: 4, naam: kwartaal}}
niveaus:
{levels}banden:
{bands}gemiddelde: afkappen
aandeel: half-omhoog
fases:
  - id: samenwerken
    naam: Samenwerken
    mijlpalen:
{milestones}""")
        for k, period in enumerate(PERIODS):
            self.put(f"data/landkaart/{period.lower()}.csv", ",".join(["werkplein", *map(slugify, MILESTONES)]) + "\n" + "".join(
                ",".join([p["slug"], *(str(self.levels[row[k]]) for row in p["mijlpalen"])]) + "\n" for p in centres))
        self.theme_files()

    def theme_files(self):
        self.put_many({f"themes/corpus/{path}": text for path, text in self.lean_theme().items()})

    def lean_theme(self):
        nav = ", ".join(f'["{t}", "/themas/{s}/"]' for t, s in zip(THEMES, self.c.theme_slugs))
        kruimelpad = '{% include "kruimelpad.html" %}'
        return {
            # The same names as in the base theme, so that nothing of it is left.
            "assets/css/10-basis.css": CSS,
            "assets/css/20-onderdelen.css": "/* leeg */\n",
            "teksten.yaml": """
index:
  themas: {titel: Themas}
  werkpleinen: {titel: Servicepunten}
werkplein: {titel: "Servicepunt {werkplein}"}
""",
            "templates/base.html": """
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title }} | {{ site.name }}</title>
<meta name="description" content="{{ page.description }}">
<link rel="canonical" href="{{ page.canonical }}">
<link rel="stylesheet" href="{{ site.stylesheet }}">
{% if site.preview %}<link rel="stylesheet" href="/__voorvertoning/paneel.css">
<script src="/__voorvertoning/herladen.js" defer></script>
{% endif %}</head>
<body>
<a class="overslaan" href="#inhoud">Naar de inhoud</a>
<header><a href="/">{{ site.name }}</a>{% include "nav.html" %}</header>
<main id="inhoud">
{% block main %}{% endblock main %}
</main>
<footer><p>Kennisportaal Werk, sjabloon-0000.</p><ul><li><a href="/regios/">Regio's</a></li><li><a href="/doelgroepen/">Doelgroepen</a></li></ul></footer>
</body>
</html>
""",
            "templates/nav.html": """
<nav aria-label="Hoofdmenu"><ul>
{% set hier = page.href %}{% if page.kind == "praktijk" %}{% set hier = praktijk.themas[0].href %}{% endif %}{% for t in [NAV] %}<li><a href="{{ t[1] }}"{% if hier is starting_with(pat=t[1]) %} aria-current="true"{% endif %}>{{ t[0] }}</a></li>
{% endfor %}<li><a href="/werkpleinen/">Servicepunten</a></li>
</ul></nav>
""".replace("NAV", nav),
            "templates/kruimelpad.html": """
<nav class="kruimelpad" aria-label="Kruimelpad"><ol>
<li><a href="/">{{ site.name }}</a></li>
{% for k in page.crumbs %}<li><a href="{{ k.href }}">{{ k.title }}</a></li>
{% endfor %}<li aria-current="page">{{ page.title }}</li>
</ol></nav>
""",
            "templates/kaarten.html": """
<ul class="lijst">
{% for p in praktijken %}<li><a href="{{ p.href }}">{{ p.title }}</a> <time datetime="{{ p.datum_machine }}">{{ p.datum }}</time><p>{{ p.description }}</p></li>
{% endfor %}</ul>
""",
            "templates/bladeren.html": """
<nav class="bladeren">{% if blad.vorige %}<a rel="prev" href="{{ blad.vorige }}">Vorige</a>{% endif %} <span>{{ blad.nummer }} van {{ blad.aantal }}</span> {% if blad.volgende %}<a rel="next" href="{{ blad.volgende }}">Volgende</a>{% endif %}</nav>
""",
            "templates/praktijk.html": """
{% extends "base.html" %}
{% block main %}
<nav class="kruimelpad" aria-label="Kruimelpad"><ol>
<li><a href="/">{{ site.name }}</a></li><li><a href="/themas/">Themas</a></li><li><a href="{{ praktijk.themas[0].href }}">{{ praktijk.themas[0].title }}</a></li>
<li aria-current="page">{{ page.title }}</li>
</ol></nav>
<article data-pagefind-body>
<h1>{{ page.title }}</h1>
<p class="samenvatting">{{ page.description }}</p>
<p>{{ page.published }}</p>
<ul class="kenmerken">
{% for t in praktijk.doelgroepen %}<li><a href="{{ t.href }}">{{ t.title }}</a></li>
{% endfor %}<li><a href="{{ praktijk.regio.href }}">{{ praktijk.regio.title }}</a></li>
{% for t in praktijk.onderwerpen %}<li><a href="{{ t.href }}">{{ t.title }}</a></li>
{% endfor %}</ul>
<aside class="inhoudsopgave"><h2>Op deze pagina</h2><nav><ul>
{% for h in page.toc %}<li class="n{{ h.level }}"><a href="#{{ h.id }}">{{ h.text }}</a></li>
{% endfor %}</ul></nav></aside>
{{ body }}
</article>
<aside class="verwant"><h2>Verwante praktijken</h2><ul>
{% for p in verwant %}<li><a href="{{ p.href }}">{{ p.title }}</a></li>
{% endfor %}</ul></aside>
<nav class="buren">{% if ouder %}<a rel="prev" href="{{ ouder.href }}">{{ ouder.title }}</a>{% endif %} {% if nieuwer %}<a rel="next" href="{{ nieuwer.href }}">{{ nieuwer.title }}</a>{% endif %}</nav>
{% endblock main %}
""",
            "templates/werkplein.html": """
{% extends "base.html" %}
{% block main %}
KRUIMELPAD
<article data-pagefind-body>
<h1>{{ page.title }}</h1>
<p>{{ page.title }} in {{ werkplein.gemeente }} hoort bij <a href="{{ werkplein.regio.href }}">{{ werkplein.regio.title }}</a>.</p>
<table><caption>Mijlpalen per periode</caption>
<thead><tr><th scope="col">Mijlpaal</th>{% for p in stand.periodes %}<th scope="col">{{ p }}</th>{% endfor %}</tr></thead>
<tbody>
{% for fase in stand.fases %}{% for rij in fase.mijlpalen %}<tr><th scope="row">{{ rij.naam }}</th>{% for s in rij.verloop %}<td class="{{ s.band }}">{{ s.naam }}</td>{% endfor %}</tr>
{% endfor %}{% endfor %}</tbody>
<tfoot><tr><th scope="row">Gemiddeld</th>{% for s in stand.totaal.verloop %}<td>{{ s.waarde }}</td>{% endfor %}</tr></tfoot>
</table>
</article>
{% endblock main %}
""".replace("KRUIMELPAD", kruimelpad),
        } | {f"templates/{name}.html": f"""
{{% extends "base.html" %}}
{{% block main %}}
{kruimelpad}
<h1>{{{{ page.title }}}}</h1>
{main.strip()}
{{% endblock main %}}
""" for name, main in {
            "home": """
{{ body }}
<ul>{% for t in themas %}<li><a href="{{ t.href }}">{{ t.title }}</a> ({{ t.facts[0] }})</li>
{% endfor %}</ul>
{% include "kaarten.html" %}
""",
            "themas": """
<ul>{% for t in themas %}<li><a href="{{ t.href }}">{{ t.title }}</a> ({{ t.facts[0] }})</li>
{% endfor %}</ul>
""",
            "doelgroepen": """
<ul>{% for t in doelgroepen %}<li><a href="{{ t.href }}">{{ t.title }}</a> ({{ t.facts[0] }})</li>
{% endfor %}</ul>
""",
            "onderwerpen": """
<ul>{% for t in onderwerpen %}<li><a href="{{ t.href }}">{{ t.title }}</a> ({{ t.count }})</li>
{% endfor %}</ul>
""",
            "regios": """
<ul>{% for rij in tabel.rijen %}<li><a href="{{ rij.regio.href }}">{{ rij.regio.title }}</a> ({{ rij.werkpleinen }})</li>
{% endfor %}</ul>
""",
            "thema": '{% if body %}{{ body }}{% endif %}\n{% include "kaarten.html" %}\n{% include "bladeren.html" %}',
            "praktijken": '{% include "kaarten.html" %}\n{% include "bladeren.html" %}',
            "praktijklijst": """
<ul>{% for groep in keuze.groepen %}{% for w in groep.waarden %}{% if w.href %}<li><a href="{{ w.href }}">{{ w.naam }}</a> ({{ w.aantal }})</li>
{% endif %}{% endfor %}{% endfor %}</ul>
{% include "kaarten.html" %}
{% include "bladeren.html" %}
""",
            "lijst": '{% include "kaarten.html" %}\n{% include "bladeren.html" %}',
            "doelgroep": '{% include "kaarten.html" %}\n{% include "bladeren.html" %}',
            "onderwerp": '{% include "kaarten.html" %}\n{% include "bladeren.html" %}',
            "regio": """
<h2>Servicepunten</h2>
<ul>
{% for p in werkpleinen %}<li><a href="{{ p.href }}">Servicepunt {{ p.title }}</a>, {{ p.gemeente }}: {{ p.stand.naam }}</li>
{% endfor %}</ul>
<h2>Praktijken</h2>
{% include "kaarten.html" %}
{% include "bladeren.html" %}
""",
            "werkpleinen": """
<ul>
{% for r in regios %}{% for p in r.werkpleinen %}<li><a href="{{ p.href }}">Servicepunt {{ p.title }}</a>, {{ p.gemeente }}</li>
{% endfor %}{% endfor %}</ul>
""",
            # From here on: pages that only this program makes.
            "landkaart": """
<ul>{% for p in landkaart.periodes %}<li><a href="{{ p.href }}">{{ p.title }}</a></li>
{% endfor %}</ul>
""",
            "periode": """
<ul>{% for rij in periode.mijlpalen %}<li><a href="{{ rij.href }}">{{ rij.naam }}</a>: {{ rij.verdeling.gemiddelde }}%</li>
{% endfor %}</ul>
""",
            "mijlpalen": """
<ul>{% for fase in fases %}{% for rij in fase.mijlpalen %}<li><a href="{{ rij.href }}">{{ rij.naam }}</a></li>
{% endfor %}{% endfor %}</ul>
""",
            "mijlpaal": """
<ul>{% for rij in verloop %}<li><a href="{{ rij.periode.href }}">{{ rij.periode.title }}</a>: {{ rij.verdeling.gemiddelde }}%</li>
{% endfor %}</ul>
""",
            "periode-mijlpaal": """
{% for niveau in niveaus %}<h2>{{ niveau.naam }}</h2>
<ul>{% for p in niveau.werkpleinen %}<li><a href="{{ p.href }}">{{ p.title }}</a></li>
{% endfor %}</ul>
{% endfor %}
""",
            "periode-fase": """
{% for band in banden %}<h2>{{ band.stand.naam }}</h2>
<ul>{% for p in band.werkpleinen %}<li><a href="{{ p.href }}">{{ p.title }}</a></li>
{% endfor %}</ul>
{% endfor %}
""",
            "periode-regio": """
<ul>{% for rij in werkpleinen %}<li><a href="{{ rij.werkplein.href }}">{{ rij.werkplein.title }}</a>: {{ rij.stand.naam }}</li>
{% endfor %}</ul>
""",
            "a-tot-z": """
<ul>{% for l in letterpaginas %}<li><a href="{{ l.href }}">{{ l.title }}</a></li>
{% endfor %}</ul>
{% for groep in letters %}<h2>{{ groep.letter }}</h2>
<ul>{% for p in groep.items %}<li><a href="{{ p.href }}">{{ p.title }}</a></li>
{% endfor %}</ul>
{% endfor %}
""",
        }.items()} | {f"templates/{name}.html": f"""
{{% extends "base.html" %}}
{{% block main %}}
<h1>{{{{ page.title }}}}</h1>
<p>{{{{ page.description }}}}</p>
{{% endblock main %}}
""" for name in ("404", "agenda", "begrippen", "indicatoren", "nieuws", "over", "rapportages")}


class KetenportaalWerkplein(Ketenportaal):
    """The same content with the program's own theme, and with all that it makes.  Its base template is copied from this tree
    to be edited."""
    left_out = ""
    base_template = "themes/werkplein/templates/base.html"
    theme = "werkplein"
    inputs = (os.path.abspath(__file__), os.path.join(ROOT, base_template))

    def theme_files(self):
        with open(os.path.join(ROOT, self.base_template), encoding="utf-8") as f:
            before, end, after = f.read().rpartition("</footer>")
        self.put(self.base_template, f"{before}<p>Versie sjabloon-0000.</p>\n{end}{after}")


PEERS = {"ketenportaal": Ketenportaal, "ketenportaal-werkplein": KetenportaalWerkplein, "hugo": Hugo, "zola": Zola,
         "kaal": Bare}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--peer", required=True, choices=sorted(PEERS))
    ap.add_argument("-n", type=int, default=1000, help="good-practice pages (default 1000)")
    ap.add_argument("-m", type=int, default=127, help="job-centre pages (default 127)")
    ap.add_argument("--out", required=True, help="folder to write; an existing one is replaced")
    ap.add_argument("--seed", default="portaal")
    ap.add_argument("--related", choices=("term", "builtin", "none"), default="term",
                    help="related list: the first topic's other pages, the generator's own feature (Hugo), or no list")
    args = ap.parse_args()
    out = os.path.abspath(args.out)
    if os.path.exists(out):
        if os.listdir(out) and not os.path.exists(out + ".targets.json"):
            sys.exit(f"{out}: not empty and not written by this script")
        shutil.rmtree(out)
    PEERS[args.peer](Corpus(args.n, args.m, args.seed), out, args).write()


if __name__ == "__main__":
    main()
