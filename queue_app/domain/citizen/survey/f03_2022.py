"""The public's form of PEKPPP (F-03, PermenPANRB 29/2022): fourteen statements, 0 to 5, in our own words.

It is no SKM: its codes are none of the unsur, so that an index that is given one of them refuses. Read from a public
copy (brayenid/pekppp-guide, data/f03.json): to be confirmed.
"""

from __future__ import annotations

from datetime import date

from queue_app.domain.citizen.survey.instrument import Instrument, Kind, Question

_STATEMENTS = (
    ("syarat", "Persyaratan layanan mudah dipenuhi.", "The requirements are easy to meet."),
    ("prosedur", "Prosedur layanan mudah dijalani.", "The procedure is easy."),
    ("tarif", "Tarif yang dibayar sama dengan yang diumumkan.", "What I paid is what was announced."),
    ("lama", "Layanan selesai dalam waktu yang diumumkan.", "It took no longer than was announced."),
    ("jam", "Jam layanan sesuai dengan yang ditetapkan, tanpa jeda istirahat.", "The hours are kept, also over noon."),
    ("tanggap", "Petugas tanggap melayani.", "The officers respond quickly."),
    ("sikap", "Sikap petugas menunjukkan pelayanan yang baik.", "The officers' manner shows good service."),
    ("parkir", "Tempat parkir memadai.", "There is enough parking."),
    ("tunggu", "Ruang tunggu nyaman.", "The waiting room is comfortable."),
    ("toilet", "Toilet bersih dan memadai.", "The toilets are clean and sufficient."),
    ("penunjang", "Sarana penunjang lain memadai (ruang laktasi, area anak, Wi-Fi, prioritas lansia).",
     "Other facilities suffice (nursing room, children's corner, Wi-Fi, priority for the old)."),
    ("daring", "Informasi layanan mudah diperoleh secara daring.", "Information is easy to find online."),
    ("lokasi", "Informasi layanan mudah diperoleh di kantor.", "Information is easy to find at the office."),
    ("aduan", "Konsultasi dan pengaduan tersedia dan mudah dijangkau.", "Advice and complaints are within easy reach."),
)  # fmt: skip
F03_2022 = Instrument(
    kind=Kind.F03,
    version="2022-1",
    valid_from=date(2022, 1, 1),
    questions=tuple(
        Question(f"f03_{code}", str(number), text_id, text_id, text_en)
        for number, (code, text_id, text_en) in enumerate(_STATEMENTS, start=1)
    ),
    lowest=0,
    highest=5,
)
