"""Titles of owners and chief executives, as data: whole phrases in several languages, and their exceptions.

Written without accents and in lower case; `roles` brings titles into the same form.
"""

from __future__ import annotations

OWNERS = (
    # English
    "owner", "co owner", "founder", "cofounder", "founding partner", "proprietor", "sole trader", "ceo",
    "chief executive", "chief executive officer", "president", "managing director", "managing partner",
    "managing member", "managing owner", "general manager and owner", "principal owner", "self employed",
    # German
    "inhaber", "inhaberin", "geschaftsfuhrer", "geschaftsfuhrerin", "geschaeftsfuehrer", "geschaeftsfuehrerin",
    "geschaftsinhaber", "geschaftsinhaberin", "eigentumer", "eigentumerin", "grunder", "grunderin", "gruender",
    "mitgrunder", "mitgrunderin", "vorstandsvorsitzender", "vorstandsvorsitzende", "vorsitzender der geschaftsfuhrung",
    # French
    "pdg", "p d g", "president directeur general", "presidente directrice generale", "directeur general",
    "directrice generale", "gerant", "gerante", "proprietaire", "fondateur", "fondatrice", "cofondateur",
    "cofondatrice", "patron", "patronne",
    # Spanish, Portuguese
    "propietario", "propietaria", "dueno", "duena", "director general", "directora general", "fundador", "fundadora",
    "presidente", "presidenta", "socio director", "proprietario", "proprietaria", "dono", "dona",
    # Italian
    "titolare", "amministratore delegato", "amministratrice delegata", "amministratore unico", "fondatore",
    # Dutch, Scandinavian, Polish
    "eigenaar", "eigenaresse", "directeur eigenaar", "oprichter", "algemeen directeur", "vd", "verkstallande direktor",
    "agare", "grundare", "administrerende direktor", "adm direktor", "daglig leder", "daglig leder og eier",
    "toimitusjohtaja", "wlasciciel", "wlascicielka", "prezes", "prezes zarzadu",
)  # fmt: skip
"""A title that holds one of these is an owner's or chief executive's."""

COVERED = (
    "vice president", "vicepresident", "vice presidente", "vice presidenta", "vicepresidente", "vicepresidenta",
    "vice president directeur general", "vp", "svp", "evp", "avp", "past president", "former president", "former ceo",
    "former owner", "ex ceo", "deputy ceo", "deputy chief executive", "deputy chief executive officer",
    "deputy managing director", "assistant managing director", "associate managing director",
    "directeur general adjoint", "directrice generale adjointe", "director general adjunto",
    "directora general adjunta", "stellvertretender geschaftsfuhrer", "stellvertretende geschaftsfuhrerin",
    "product owner", "process owner", "data owner", "system owner", "service owner", "account owner", "risk owner",
    "budget owner", "platform owner", "content owner", "application owner", "solution owner", "feature owner",
    "contract owner", "owner operator relations", "owner relations", "owner services", "founder relations",
    "ceo assistant", "ceo office", "ceo s office", "president s office", "president s assistant", "ceo s assistant",
    "owner s representative", "owner representative", "group president s office",
)  # fmt: skip
"""Phrases that hold an owner's word and mean something else; what they cover does not count."""

SERVING = (
    "assistant to", "assistant of", "ea to", "pa to", "secretary to", "adviser to", "advisor to", "aide to",
    "office of", "chief of staff to", "reporting to", "reports to", "executive assistant", "personal assistant",
    "assistenz der", "assistenz des", "assistent der", "assistent des", "assistentin der", "assistentin des",
    "referent der", "referent des", "referentin der", "referentin des", "sekretariat", "buro des", "buro der",
    "assistant du", "assistante du", "assistant de", "assistante de", "assistente di", "assistente del",
    "asistente de", "asistente del", "asistenta del", "assistente do", "assistente da",
)  # fmt: skip
"""From such a phrase on a title speaks of somebody else."""
