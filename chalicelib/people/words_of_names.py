"""Words that stand in names and are none, and words that go along with names. English, Spanish."""

TITLES = """
mr mrs ms miss mx mister missus dr doctor prof professor rev reverend sir madam
sr sra srta senor senora senorita dra doctora profesor profesora
"""
"""No name at the front of one. Not "Don": many a man is called so."""

DOTTED_TITLES = "arq capt col fr hon ing lic lt sgt"
"""Titles with a dot behind them alone: Ing and Lic are names, too."""

TILDE_TITLES = "doña dña"
"""Titles with the tilde alone: Dona is a name."""

DEGREES = "md phd dds dmd rn np esq"
"""No name at the end of one. "Md" at the front is short for Mohammed."""

GENERATIONS = {
    "jr": "jr jnr junior hijo",
    "sr": "sr snr senior padre",
    "ii": "ii 2nd",
    "iii": "iii 3rd",
    "iv": "iv 4th",
}
"""Words that tell father and son apart: for each, all its spellings."""

SURE_GENERATIONS = "jr jnr sr snr ii iii iv 2nd 3rd 4th"
"""Those that may follow a single name. "Lopez Junior" may be somebody's whole name."""

PARTICLES = """
al ap bin da das de del della den der di dos du e el la las le los ten ter van von y
"""
"""Words within last names that people leave out."""

FAMILY_FIRST = """
bui chen choi dang duong hoang huang huynh le li lin liu ly ngo nguyen park pham phan tran vo vu
wang wu yang zhang zhao zhou
"""
"""Family names that are often written first: whoever shares one is a relative, or nobody."""
