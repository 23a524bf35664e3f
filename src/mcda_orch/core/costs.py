"""Tells criteria of which a reader expects less to be better: they are never turned round, but said where no direction is stated."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["expects_less", "remark"]

_COSTS = """price prices pricing cost costs fee fees expense expenses expenditure tco opex capex spend spending charge charges premium
    latency delay delays lag downtime outage outages error errors bug bugs defect defects failure failures
    fault faults incident incidents vulnerability vulnerabilities crash crashes violation violations complaint complaints
    risk risks complexity effort overhead burden emission emissions co2 pollution noise waste loss losses debt consumption footprint
    p50 p90 p95 p99 ttfb rtt rmse mae mse mape perplexity
    preis preise kosten gebühr gebühren aufwand risiko risiken fehler latenz verbrauch emissionen lärm verlust
    prix coût coûts cout couts frais tarif risque risques bruit perte latence
    precio precios coste costes costo costos tarifa riesgo riesgos ruido pérdida latencia
    prezzo prezzi costi rischio rischi rumore perdita latenza preço preços custo custos risco riscos ruído perda latência
    prijs prijzen risico cena koszt koszty ryzyko pris kostnad risk"""
_GAINS = """saving savings revenue revenues income profit profits profitability gain gains reduction avoidance benefit benefits sales turnover budget efficiency
    effectiveness control management mitigation tolerance handling protection transparency predictability affordability visibility detection
    reporting coverage return roi margin npv score rating points stars rank value umsatz gewinn ersparnis einsparung ertrag"""
_MONEY = "$ € £ ¥ ₹ ₽ ₩ ₺ usd eur gbp jpy chf cny inr aud cad sek nok dkk pln brl dollars euro euros us$ a$ c$ kr zł"


@lru_cache(maxsize=4096)  # the same names are asked about whenever a matrix is made
def expects_less(name: str, unit: str = "") -> bool:
    """Tell whether a reader expects less to be better, by a word for costs in the name or by an amount of money that is no gain.

    Examples
    --------
    >>> expects_less("Price / month"), expects_less("Setup", "$"), expects_less("Revenue", "$"), expects_less("Cost control")
    (True, True, False, False)
    """
    words = set(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name).casefold()))
    money = unit.casefold().partition("/")[0].strip() in _MONEY.split()
    return not words & set(_GAINS.split()) and (money or bool(words & set(_COSTS.split())))


def remark(names: list[str]) -> str:
    """Say for which criteria more is taken to be better although a reader expects less to be."""
    shown = ", ".join(map(repr, names[:3])) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    answer = ", ".join(f"{name!r}: 'min'" for name in names[:3])
    return f"More is taken to be better for {shown}, as nothing says otherwise; directions={{{answer}}} says that less is."
