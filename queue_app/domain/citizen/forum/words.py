"""What forums, groups and promises are called. All are msgids."""

from __future__ import annotations

from queue_app.domain.citizen.forum.forums import Became, ForumKind, Group, Standing

KINDS: dict[ForumKind, str] = {
    ForumKind.CONSULTATION: "Public consultation (FKP)",
    ForumKind.DIALOGUE: "Dialogue with citizens",
}
GROUPS: dict[Group, str] = {
    Group.CITIZENS: "Citizens",
    Group.DISABILITY: "People with disabilities",
    Group.WOMEN: "Women's groups",
    Group.ORGANISATIONS: "Civil organisations",
    Group.BUSINESS: "Business",
    Group.EXPERTS: "Academics and experts",
    Group.MEDIA: "Media",
    Group.GOVERNMENT: "Other government offices",
    Group.OFFICE: "This office",
}
STANDINGS: dict[Standing, str] = {
    Standing.OPEN: "Under way",
    Standing.LATE: "Late",
    Standing.KEPT: "Kept",
    Standing.KEPT_LATE: "Kept, but late",
    Standing.DROPPED: "Not done",
}
BECAME: dict[Became, str] = {Became.KEPT: "Kept", Became.DROPPED: "Not done"}
