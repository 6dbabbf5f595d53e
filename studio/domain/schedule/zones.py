"""The time zone a country's studio most likely works in, until somebody says otherwise."""

from collections.abc import Mapping
from types import MappingProxyType

ZONES: Mapping[str, str] = MappingProxyType(
    {
        "AE": "Asia/Dubai",
        "AT": "Europe/Vienna",
        "AU": "Australia/Sydney",
        "BE": "Europe/Brussels",
        "BR": "America/Sao_Paulo",
        "CA": "America/Toronto",
        "CH": "Europe/Zurich",
        "CN": "Asia/Shanghai",
        "CZ": "Europe/Prague",
        "DE": "Europe/Berlin",
        "DK": "Europe/Copenhagen",
        "ES": "Europe/Madrid",
        "FI": "Europe/Helsinki",
        "FR": "Europe/Paris",
        "GB": "Europe/London",
        "HK": "Asia/Hong_Kong",
        "ID": "Asia/Jakarta",
        "IE": "Europe/Dublin",
        "IN": "Asia/Kolkata",
        "IT": "Europe/Rome",
        "JP": "Asia/Tokyo",
        "KR": "Asia/Seoul",
        "MO": "Asia/Macau",
        "MX": "America/Mexico_City",
        "MY": "Asia/Kuala_Lumpur",
        "NL": "Europe/Amsterdam",
        "NO": "Europe/Oslo",
        "NZ": "Pacific/Auckland",
        "PH": "Asia/Manila",
        "PL": "Europe/Warsaw",
        "PT": "Europe/Lisbon",
        "SE": "Europe/Stockholm",
        "SG": "Asia/Singapore",
        "TH": "Asia/Bangkok",
        "TW": "Asia/Taipei",
        "US": "America/New_York",
        "VN": "Asia/Ho_Chi_Minh",
        "ZA": "Africa/Johannesburg",
    }
)


def zone_of(country: str) -> str:
    """Return the IANA zone of a country's business capital; UTC where we do not know."""
    return ZONES.get(country, "UTC")
