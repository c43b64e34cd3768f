"""A hundred ordinary forms as a clinic gets them, sixty of them from a number that it knows.

Written out, so that whoever doubts a figure can read what it is made of. A number stands for
``+1212555....``; an address for one at example.com.
"""

from typing import NamedTuple

from chalicelib.people.question_rules import Kinship, KnownPerson, Statement

KNOWN = """
0101 | Maria Lopez      | proven | maria.lopez
0102 | Robert Cole      | proven | bob.cole
0102 | Ann Cole         | stated |
0103 | Elizabeth Hart   | proven |
0104 | José Ramírez     | proven | jose.r
0105 | Jennifer Blake   | stated | jen
0106 | John Doe Sr.     | proven | john.senior
0107 | Katherine Boyd   | proven | kate.boyd
0108 | William Ward     | stated |
0108 | Susan Ward       | proven | sue.ward
0109 | Michael Stone    | proven | mike
0110 | Guadalupe Ríos   | proven |
0111 | Christopher Lane | proven | chris.lane
0112 | Amanda Price     | stated | amanda
0113 | Francisco Vega   | proven | paco.vega
0114 | Ruth Hale        | proven | ruth
0115 | Sean O'Brien     | proven | sean
0116 | Thi Lan Nguyen   | proven |
0117 | 王小明            | proven | xiaoming
0118 | Ольга Иванова    | stated |
0119 | Patricia Nolan   | proven | pat.nolan
0120 | Daniel Reyes     | proven | dan.reyes | do not contact
0121 | Teresa Quinn     | proven | tess
0122 | Emily Frost      | stated | emily
0123 | Juan Pérez García | proven | juan.pg
0124 | Gloria Marsh     | proven | gloria
"""

FROM_KNOWN_NUMBERS = """
0101 | maria lopez            | maria.lopez | same
0101 | María López            |             | same
0101 | Maria Lopez-Garcia     | maria.lopez | probably-the-same
0101 | Lopez, Maria           |             | same
0101 | Diego Lopez            | diego       | another
0102 | Bob Cole               | bob.cole    | probably-the-same
0102 | Ann Cole               | ann.cole    | same
0102 | Annie Cole             |             | probably-the-same
0102 | ROBERT COLE            |             | same
0102 | Emma Cole              |             | another
0103 | Liz Hart               | liz         | probably-the-same
0103 | Elizabeth Stone        |             | probably-the-same
0103 | Elizabet Hart          |             | probably-the-same
0103 | Beth                   |             | probably-the-same
0104 | Jose Ramirez           | jose.r      | same
0104 | Pepe Ramírez           |             | probably-the-same
0104 | Jose Ramires           |             | probably-the-same
0104 | Carmen Ramírez         | carmen      | another
0105 | Jenny Blake            | jen         | probably-the-same
0105 | Jennifer Blake         | jennifer.b  | same
0105 | Jenifer Balke          |             | probably-the-same
0106 | John Doe Jr.           | johnny      | another
0106 | John Doe, Sr           | john.senior | same
0106 | Mary Doe               |             | another
0107 | Kate Boyd              | kate.boyd   | probably-the-same
0107 | Katherine Boyd         | k.boyd      | same
0107 | Dr. Katherine Boyd     |             | same
0108 | Bill Ward              |             | probably-the-same
0108 | Sue Ward               | sue.ward    | probably-the-same
0108 | Lily Ward              |             | another
0108 | Mrs. Susan Ward        |             | same
0109 | Micheal Stone          | mike        | probably-the-same
0109 | Mike                   |             | probably-the-same
0109 | Laura Stone            | laura       | another
0110 | Lupita Rios            |             | probably-the-same
0110 | Sra. Guadalupe Ríos    | lupe        | same
0110 | Andrés Ríos            |             | another
0111 | Chris Lane             |             | probably-the-same
0111 | Christpoher Lane       | chris.lane  | probably-the-same
0111 | Christina Lane         | tina        | another
0112 | Mandy Price            |             | probably-the-same
0112 | Amanda Frost           | amanda      | probably-the-same
0113 | Paco Vega              | paco.vega   | probably-the-same
0113 | Francisca Vega         |             | another
0114 | Ruth Ann Hale          | ruth        | probably-the-same
0114 | Ruby Hale              |             | another
0115 | Sean OBrien            | sean        | same
0115 | Sean O’Brian           |             | probably-the-same
0116 | Lan Nguyen             | lan         | probably-the-same
0116 | Minh Nguyen            |             | another
0117 | 王小红                  |             | another
0117 | 王 小明                 | xiaoming    | probably-the-same
0118 | Ольга Ивановна Иванова | olga        | probably-the-same
0119 | Pat Nolan              |             | probably-the-same
0119 | Patrick Nolan          | patrick     | another
0120 | Danny Reyes            | dan.reyes   | probably-the-same
0121 | T. Quinn               | tess        | probably-the-same
0122 | Emily Frost-Marsh      |             | probably-the-same
0123 | Juan Pérez             | juan.new    | probably-the-same
0124 | Gloria Marsh           | g.marsh     | same
"""

FROM_NEW_NUMBERS = """
0130 | Alice Young        | alice
0131 | Brian Hayes        |
0132 | Carla Mendoza      | carla
0133 | Dennis Pope        | dennis
0134 | Elena Castro       |
0135 | Frank Osborne      | frank
0136 | Grace Kim          |
0137 | Hector Salas       | hector
0138 | Irene Walsh        |
0139 | Jack Turner        | jack
0140 | Karen Wolfe        |
0141 | Luis Ortega        | luis
0142 | Maria Lopez        |
0143 | Nancy Drake        | nancy
0144 | Oscar Fuentes      |
0145 | Paula Simmons      | paula
0146 | Quentin Rhodes     |
0147 | Rosa Delgado       | rosa
0148 | Samuel Pratt       |
0149 | Tina Brooks        | tina.b
0150 | Ursula Stein       |
0151 | Victor Campos      | victor
0152 | Wendy Chan         |
0153 | Xavier Duarte      | xavier
0154 | Yolanda Pineda     |
0155 | Zachary Holt       | zach
0156 | Abigail Shaw       |
0157 | Benjamin Roth      | ben
0158 | Cynthia Vargas     |
0159 | Derek Lowe         | derek
0160 | Esther Molina      |
0161 | Fernando Cruz      | fer
0162 | Gina Russo         |
0163 | Harold Finch       | harold
0164 | Isabel Navarro     |
0165 | Jerome Banks       | jerome
0166 | Kelly Doyle        |
0167 | Leonard Weiss      | len
0168 | Monica Ayala       |
0169 | Robert Cole        | another.bob
"""


class Form(NamedTuple):
    """A form as it came in, with who is known on its number and who its sender is to them."""

    number: str
    statement: Statement
    known: tuple[KnownPerson, ...]
    kinship: Kinship


def forms() -> list[Form]:
    """All of them, those from known numbers first."""
    known = known_by_number()
    found = [
        Form(number, statement(number, name, email), known[number], Kinship(told))
        for number, name, email, told in map(cells, FROM_KNOWN_NUMBERS.strip().splitlines())
    ]
    others = [
        Form(number, statement(number, name, email), known.get(number, ()), Kinship.ANOTHER)
        for number, name, email in map(cells, FROM_NEW_NUMBERS.strip().splitlines())
    ]
    return found + others


def known_by_number() -> dict[str, tuple[KnownPerson, ...]]:
    people: dict[str, tuple[KnownPerson, ...]] = {}
    for number, name, trust, email, *wish in map(cells, KNOWN.strip().splitlines()):
        is_proven = trust == "proven"
        known = KnownPerson(
            name=name,
            is_proven=is_proven,
            proven_email=address(email) if is_proven else None,
            proven_phone=f"+1212555{number}" if is_proven else None,
            is_do_not_contact=bool(wish),
        )
        people[number] = (*people.get(number, ()), known)
    return people


def statement(number: str, name: str, email: str) -> Statement:
    return Statement(name=name, email=address(email), phone=f"+1212555{number}")


def address(local: str) -> str | None:
    return f"{local}@example.com" if local else None


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
