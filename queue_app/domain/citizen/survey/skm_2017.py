"""The questionnaire of the Survei Kepuasan Masyarakat, PermenPANRB 14/2017: wording of its annex, order of its list.

The annex asks for sarpras before pengaduan; whoever reads another program's columns has to say which order they have.
"""

from __future__ import annotations

from datetime import date

from queue_app.domain.citizen.survey.instrument import Instrument, Kind, Question

FITTING = ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai")
FITTING_EN = ("Not fitting", "Less fitting", "Fitting", "Very fitting")

SKM_2017 = Instrument(
    kind=Kind.SKM,
    version="2017-1",
    valid_from=date(2017, 5, 12),
    questions=(
        Question(
            "persyaratan", "U1", "Persyaratan",
            "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
            "How well do the requirements fit the kind of service?",
            FITTING, FITTING_EN,
        ),
        Question(
            "prosedur", "U2", "Sistem, Mekanisme, dan Prosedur",
            "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
            "How easy is the procedure in this office?",
            ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
            ("Not easy", "Less easy", "Easy", "Very easy"),
        ),
        Question(
            "waktu", "U3", "Waktu Penyelesaian",
            "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
            "How fast is the service?",
            ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
            ("Not fast", "Less fast", "Fast", "Very fast"),
        ),
        Question(
            "biaya", "U4", "Biaya/Tarif",
            "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
            "How fair is what the service costs?",
            ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
            ("Very expensive", "Rather expensive", "Cheap", "Free"),
        ),
        Question(
            "produk", "U5", "Produk Spesifikasi Jenis Pelayanan",
            "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar "
            "pelayanan dengan hasil yang diberikan?",
            "How well does what you were given fit what the service standard promises?",
            FITTING, FITTING_EN,
        ),
        Question(
            "kompetensi", "U6", "Kompetensi Pelaksana",
            "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
            "How able are the officers?",
            ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
            ("Not able", "Less able", "Able", "Very able"),
        ),
        Question(
            "perilaku", "U7", "Perilaku Pelaksana",
            "Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?",
            "How polite and friendly are the officers?",
            ("Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"),
            ("Not polite and friendly", "Less polite and friendly", "Polite and friendly", "Very polite and friendly"),
        ),
        Question(
            "pengaduan", "U8", "Penanganan Pengaduan, Saran dan Masukan",
            "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
            "How are complaints of citizens handled?",
            ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"),
            ("Not at all", "There is a way, but it does not work", "It works, not at its best", "Managed well"),
        ),
        Question(
            "sarpras", "U9", "Sarana dan prasarana",
            "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
            "How good are the rooms and the equipment?",
            ("Buruk", "Cukup", "Baik", "Sangat baik"),
            ("Bad", "Sufficient", "Good", "Very good"),
        ),
    ),
)  # fmt: skip
UNSUR = SKM_2017.codes
ANNEX_ORDER = (*UNSUR[:7], "sarpras", "pengaduan")  # of the questionnaire in annex III: questions 8 and 9
