"""The indicators of PermenPANRB 29/2022, form F-02 A, in our own words. Read from public copies: to be confirmed.

Sources: brayenid/pekppp-guide (data/f02.json), swamsid/organisasi-portal-biro (seeders); they agree but for item 23.
"""

from __future__ import annotations

from queue_app.domain.citizen.pekppp.indicators import Form, Indicator, Words, counted

ONE_TO_MANY = ("1", "2", "3", "4", "> 4")
_POLICY = (
    Indicator(1, "policy", Words("Standar pelayanan tersedia", "Service standards exist"), (
        Words("Ada, belum 14 komponen", "There are some, not of 14 components"),
        Words("Ada dengan 14 komponen", "With 14 components"),
        Words("14 komponen dan ditetapkan", "14 components, and decided"),
        Words("Ditetapkan, masyarakat ikut menyusun", "Decided, and drafted with the public"),
        Words("Disusun bersama masyarakat, ditetapkan, dan dipantau", "Drafted with the public, decided, monitored"),
    )),
    Indicator(2, "policy", Words("Masyarakat ikut menyusun standar", "The public takes part in the standards"),
              counted("unsur masyarakat terlibat", "parts of the public took part", ("1", "2", "3", "4", "5"))),
    Indicator(3, "policy", Words("Media publikasi standar", "Where standards are published"), (
        Words("Baru sebagian dari 6 komponen publik", "Only some of the 6 public components"),
        Words("Semua komponen publik pada 2 media, belum di SIPPN", "All public components in 2 media, not in SIPPN"),
        Words("Pada 2 media dan SIPPN", "In 2 media and SIPPN"),
        Words("Pada 3 media dan SIPPN", "In 3 media and SIPPN"),
        Words("Pada 4 media atau lebih dan SIPPN", "In 4 media or more and SIPPN"),
    )),
    Indicator(4, "policy", Words("Standar ditinjau ulang berkala", "Standards are reviewed"), (
        Words("Tiap 3 tahun atau lebih, semua layanan", "Every 3 years or later, all services"),
        Words("Tiap 2 tahun, sebagian layanan", "Every 2 years, some services"),
        Words("Tiap 2 tahun, semua layanan", "Every 2 years, all services"),
        Words("Tiap tahun, sebagian layanan", "Every year, some services"),
        Words("Tiap tahun, semua layanan", "Every year, all services"),
    )),
    Indicator(5, "policy", Words("Maklumat pelayanan", "The pledge (maklumat)"), (
        Words("Ada, belum ditetapkan", "Exists, not decided"),
        Words("Ditetapkan, isi belum sesuai aturan", "Decided, content not by the rule"),
        Words("Ditetapkan dan isi sesuai aturan", "Decided, content by the rule"),
        Words("Juga dipublikasikan di media non-elektronik", "Also published in print"),
        Words("Dipublikasikan di media cetak dan elektronik", "Published in print and electronically"),
    )),
    Indicator(6, "policy", Words("SKM sesuai aturan", "SKM by the rule"), (
        Words("Ada, belum sesuai aturan", "Done, not by the rule"),
        Words("Sesuai aturan", "By the rule"),
        Words("Juga dipublikasikan di media non-elektronik", "Also published in print"),
        Words("Dipublikasikan di media cetak dan elektronik", "Published in print and electronically"),
        Words("Juga ditindaklanjuti", "Also followed up"),
    )),
    Indicator(7, "policy", Words("Media publikasi hasil SKM", "Where SKM results are published"),
              counted("media publikasi", "media", ONE_TO_MANY)),
    Indicator(8, "policy", Words("Bagian RTL yang selesai", "Share of the follow-up plan done"), (
        Words("RTL ada, belum dilaksanakan", "There is a plan, nothing done"),
        Words("Kurang dari 30% selesai", "Under 30 % done"),
        Words("30–80% selesai", "30 to 80 % done"),
        Words("Lebih dari 80% selesai", "Over 80 % done"),
        Words("Semua selesai", "All done"),
    )),
    Indicator(9, "policy", Words("Kecepatan menyelesaikan RTL", "How soon the follow-up plan is done"), (
        Words("Semua selesai dalam 12 bulan", "All done within 12 months"),
        Words("Semua selesai dalam 9 bulan", "All done within 9 months"),
        Words("Semua selesai dalam 6 bulan", "All done within 6 months"),
        Words("Semua selesai dalam 3 bulan", "All done within 3 months"),
        Words("Semua selesai dalam 1 bulan", "All done within 1 month"),
    )),
)  # fmt: skip
_PROFESSIONALISM = (
    Indicator(10, "professionalism", Words("Jam layanan yang memudahkan", "Hours that suit the public"), (
        Words("Jam layanan ditetapkan", "Hours are decided"),
        *counted("unsur lain: tanpa jeda istirahat, jam tambahan, hari libur, 24 jam",
                 "more of: no midday gap, longer hours, days off, all day", ("+1", "+2", "+3", "+4")),
    )),
    Indicator(11, "professionalism", Words("Kode etik dan kode perilaku", "Code of ethics and conduct"), (
        Words("Hak dan kewajiban", "Rights and duties"),
        *counted("unsur lain: KKN, diskriminasi, sanksi, penghargaan",
                 "more of: corruption, discrimination, sanctions, awards", ("+1", "+2", "+3", "+4")),
    )),
    Indicator(12, "professionalism", Words("Cara menjaga motivasi kerja", "Ways to keep people motivated"),
              counted("cara: penghargaan, diklat, beasiswa, konseling, kebersamaan",
                      "ways: awards, training, scholarships, counselling, team building", ONE_TO_MANY)),
    Indicator(13, "professionalism", Words("Kriteria penghargaan", "Criteria of awards"), (
        Words("1–2 unsur tanpa kinerja", "1 or 2 parts without performance"),
        Words("3–5 unsur tanpa kinerja", "3 to 5 parts without performance"),
        Words("1–2 unsur termasuk kinerja", "1 or 2 parts with performance"),
        Words("3–4 unsur termasuk kinerja", "3 or 4 parts with performance"),
        Words("5–6 unsur termasuk kinerja", "5 or 6 parts with performance"),
    )),
    Indicator(14, "professionalism", Words("Budaya pelayanan", "Culture of service"),
              counted("unsur: seragam, tanda nama, atribut, 5S, semboyan",
                      "parts: uniform, name tag, badge, 5S, motto")),
)  # fmt: skip
_FACILITIES = (
    Indicator(15, "facilities", Words("Tempat parkir", "Parking"),
              counted("fasilitas parkir", "facilities of the car park", ("1", "2", "3", "4", "5+"))),
    Indicator(16, "facilities", Words("Ruang tunggu", "Waiting room"), (
        Words("Kursi dan pendingin/sirkulasi udara", "Seats and cooled or moving air"),
        *counted("fasilitas pelengkap", "more facilities", ("+1", "+2", "+3", "+4")),
    )),
    Indicator(17, "facilities", Words("Toilet pengguna layanan", "Toilets"),
              counted("kondisi terpenuhi", "conditions met", ONE_TO_MANY)),
    Indicator(18, "facilities", Words("Sarana bagi kelompok rentan", "Aids for vulnerable groups"),
              counted("sarana", "aids", ("1–3", "4–6", "7–9", "10–12", "13+"))),
    Indicator(19, "facilities", Words("Sarana penunjang", "Supporting facilities"),
              counted("fasilitas", "facilities", ("1", "2", "3", "4", "5+"))),
    Indicator(20, "facilities", Words("Meja informasi", "Information desk"),
              counted("fasilitas: petugas, meja, layar, bahan cetak, buku tamu",
                      "facilities: officer, desk, screen, prints, register", ("1", "2", "3", "4", "5+"))),
)  # fmt: skip
_INFORMATION = (
    Indicator(21, "information", Words("Informasi publik", "Information for the public"), (
        Words("Lisan di pusat informasi", "Spoken at an information desk"),
        Words("Lisan, papan pengumuman, dan cetak", "Spoken, on boards, and printed"),
        Words("Elektronik, belum daring", "Electronic, not online"),
        Words("Daring", "Online"),
        Words("Daring dan terhubung dengan SIPPN", "Online, and joined with SIPPN"),
    )),
    Indicator(22, "information", Words("Sistem pendukung pelayanan", "Systems behind the service"),
              counted("kondisi: SP4N-LAPOR!, SKM, penilaian petugas, FAQ/standar, keuangan, lainnya",
                      "conditions: SP4N-LAPOR!, SKM, assessment of officers, FAQ or standards, finance, others",
                      ONE_TO_MANY)),
    Indicator(23, "information", Words("Mutu kanal daring", "Quality of the online channel"), (
        Words("Daring dan mudah dioperasikan", "Online and easy to operate"),
        Words("Juga mudah diakses", "Also easy to reach"),
        Words("Juga navigasi mudah dipahami", "Also easy to find one's way"),
        Words("Juga di bawah alamat go.id", "Also under an address of go.id"),
        Words("Juga kompatibel di semua perangkat", "Also on every device"),
    )),
    Indicator(24, "information", Words("Pemutakhiran informasi", "How often information is renewed"), (
        Words("Tahunan", "Every year"), Words("Tiap semester", "Every half year"), Words("Bulanan", "Every month"),
        Words("Mingguan", "Every week"), Words("Harian dan lengkap", "Every day, and in full"),
    )),
)  # fmt: skip
_COMPLAINTS = (
    Indicator(25, "complaints", Words("Sarana konsultasi dan pengaduan tatap muka", "Place for complaints in person"),
              counted("fasilitas: kotak saran, ruang, petugas, register, publikasi mekanisme",
                      "facilities: box, room, officer, register, published way", ("1", "2", "3", "4", "5+"))),
    Indicator(26, "complaints", Words("Media pengaduan bagi semua", "Ways to complain for everyone"), (
        Words("Hanya luring, menyatu dengan meja depan", "Only in person, at the front desk"),
        Words("Hanya luring, terpisah dari meja depan", "Only in person, apart from the front desk"),
        Words("Luring di meja depan dan daring", "In person at the front desk, and online"),
        Words("Luring terpisah dan daring", "In person apart, and online"),
        Words("Luring terpisah dan terhubung SP4N-LAPOR!", "In person apart, and joined with SP4N-LAPOR!"),
    )),
    Indicator(27, "complaints", Words("Akuntabilitas hasil pengaduan", "Account of complaints"), (
        Words("Diarsipkan", "Filed"), Words("Juga dilaporkan", "Also reported"),
        Words("Juga dipantau dan dievaluasi", "Also monitored"), Words("Juga ditindaklanjuti", "Also followed up"),
        Words("Juga dipublikasikan", "Also published"),
    )),
    Indicator(28, "complaints", Words("Tindak lanjut pengaduan", "Complaints that were settled"), (
        Words("Kurang dari 50% selesai, tanpa SP4N-LAPOR!", "Under 50 % done, not through SP4N-LAPOR!"),
        Words("50% atau lebih selesai, tanpa SP4N-LAPOR!", "50 % or more done, not through SP4N-LAPOR!"),
        Words("Kurang dari 50% dari SP4N-LAPOR! selesai", "Under 50 % of SP4N-LAPOR! done"),
        Words("50% sampai di bawah 90% dari SP4N-LAPOR! selesai", "50 % to under 90 % of SP4N-LAPOR! done"),
        Words("90% atau lebih dari SP4N-LAPOR! selesai", "90 % or more of SP4N-LAPOR! done"),
    )),
)  # fmt: skip
_REST = (
    Indicator(29, "innovation", Words("Inovasi pelayanan", "Innovation"), (
        Words("Masih belajar berinovasi", "Learning to innovate"),
        Words("Ada, kurang dari 1 tahun", "There is one, under 1 year"),
        Words("Lebih dari 1 tahun, belum dilombakan", "Over 1 year, in no contest"),
        Words("Lebih dari 1 tahun dan dilombakan", "Over 1 year, in a contest"),
        Words("Berprestasi", "It won"),
    )),
    Indicator(30, "innovation", Words("Sumber daya inovasi", "What carries the innovation"), (
        Words("Rancangan payung hukum", "Draft of a rule"), Words("Payung hukum", "A rule"),
        *counted("dari: anggaran, sarana, SDM, selain payung hukum",
                 "of: budget, equipment, people, beside the rule", ("1", "2", "3")),
    )),
    Indicator(31, "queue", Words("Sistem antrean", "Queue system"),
              counted("fasilitas: pengeras suara, pemandu, pengelompokan, daring, nomor, monitor",
                      "facilities: loudspeaker, guide, grouping, online, number, monitor", ONE_TO_MANY)),
)  # fmt: skip

FORM_2022 = Form(
    version="2022-1",
    rule="PermenPANRB 29/2022",
    indicators=(*_POLICY, *_PROFESSIONALISM, *_FACILITIES, *_INFORMATION, *_COMPLAINTS, *_REST),
    weights={
        "policy": 24, "professionalism": 25, "facilities": 18, "information": 11, "complaints": 10, "innovation": 12,
        "queue": 0,
    },
)  # fmt: skip
