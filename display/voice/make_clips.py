"""Make the clips of a voice, with espeak-ng or from recordings; lame encodes them.

    python display/voice/make_clips.py id                        # every clip that display/voice/id/pack.toml names
    python display/voice/make_clips.py id --from recordings      # the same clips, as somebody has spoken them
    python display/voice/make_clips.py id --from recordings --to my_voice
    python display/voice/make_clips.py jv --list                 # the words of a language, to be recorded

A recording is a WAV or an MP3 that has the name of its clip ("silakan-menuju.wav"). Each one is cut free of silence
and brought to one loudness. Where one is missing or cannot be read, it is named and nothing is written.
Run by hand when a text changes; the MP3 files are part of the project, so that an office needs neither program.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import miniaudio

from queue_app.actions.hall import clips
from queue_app.domain.hall import sound

HERE = Path(__file__).parent
VOICES = {"id": "id", "en": "en-gb"}  # pack -> espeak-ng's voice
SPEED_WPM = 138
PITCH_RANGE_PCT = 55  # a flat melody: the same clip stands in the middle and at the end of a sentence
BITRATE_KBIT = 40
CHIME = ((783.99, 0.0), (659.26, 0.42))  # (Hz, starts at s): g'' e''
CHIME_S = 1.3

# What espeak-ng gets wrong from the letters alone: an open e in the names of letters, a full e where a schwa is said;
# in English the words that it would weaken inside a sentence.
PHONEMES = {
    "id": {name: f"[[{sound}]]" for name, sound in (
        ("b", "b'e:"), ("c", "tS'e:"), ("d", "d'e:"), ("g", "g'e:"), ("j", "dZ'e:"), ("p", "p'e:"), ("t", "t'e:"),
        ("v", "f'e:"), ("w", "w'e:"), ("y", "j'e:"), ("empat", "@mp'at"), ("enam", "@n'am"), ("loket", "l'okEt"),
    )},
    "en": {"a": "[['eI]]", "and": "[['and]]"},
}  # fmt: skip
HEAD = """\
# One voice of the waiting room: clip name -> file beside this one, what is said in it, and how many seconds it takes.
# An office records its own: speak each `text` into a WAV or MP3 file named as the clip, and let make_clips.py trim,
# level and encode them. The clip names stay: the display asks for them.
"""
Pack = dict[str, Any]
Source = Callable[[str, str], list[float]]  # (clip name, text) -> samples


def spoken(lang: str, name: str, text: str) -> list[float]:
    """The samples of one clip's text, as espeak-ng says it."""
    words = PHONEMES[lang].get(name, text)
    ssml = f'<prosody range="{PITCH_RANGE_PCT}%">{words}'  # left open: after [[ ]] a closing tag would be read out
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "clip.wav"
        command = ["espeak-ng", "-v", VOICES[lang], "-s", str(SPEED_WPM), "-m", "-w", str(target), ssml]
        subprocess.run(command, check=True)  # noqa: S603 - texts come from the pack in this folder
        return sound.levelled(sound.trimmed(clips.decoded(target.read_bytes())))


def chime() -> list[float]:
    """Two soft tones, each a root with two quiet overtones that fade like a bell."""
    samples = [0.0] * int(CHIME_S * sound.RATE_HZ)
    for pitch_hz, start_s in CHIME:
        first = int(start_s * sound.RATE_HZ)
        for index in range(first, len(samples)):
            since_s = (index - first) / sound.RATE_HZ
            attack = min(since_s / 0.012, 1)
            tone = sum(
                share * math.sin(2 * math.pi * pitch_hz * times * since_s) * math.exp(-since_s * fade)
                for times, share, fade in ((1, 1.0, 4.2), (2, 0.22, 6.5), (3, 0.06, 9.0))
            )
            samples[index] += 0.32 * attack * tone
    return sound.levelled(sound.faded(samples, 0.12))


def from_espeak(lang: str) -> Source:
    """Every word as espeak-ng says it."""
    return lambda name, text: chime() if name == "chime" else spoken(lang, name, text)


def from_recordings(folder: Path) -> Source:
    """Every word as somebody recorded it; the chime is ours where they have none.

    Raises FileNotFoundError, and what is in clips.FAULTS.
    """

    def source(name: str, _text: str) -> list[float]:
        found = [folder / (name + suffix) for suffix in (".wav", ".mp3") if (folder / (name + suffix)).is_file()]
        if not found and name == "chime":
            return chime()
        if not found:
            raise FileNotFoundError("There is no recording of this name.")
        return clips.made_of(found[0].read_bytes())

    return source


def mp3(samples: list[float]) -> bytes:
    """The samples encoded; the same bytes for the same samples."""
    command = ["lame", "--quiet", "-m", "m", "-b", str(BITRATE_KBIT), "-q", "2", "--noreplaygain", "-", "-"]
    done = subprocess.run(command, input=clips.wav(samples), check=True, capture_output=True)  # noqa: S603 - no words of others
    return done.stdout


def make(pack: Pack, source: Source, target: Path) -> list[str]:
    """Write the pack with a clip from the source for each name, all or none; answers what is wrong, clip by clip."""
    made: dict[str, bytes] = {}
    faults = []
    for name, clip in pack["clips"].items():
        try:
            made[name] = mp3(source(name, clip["text"]))
        except (FileNotFoundError, *clips.FAULTS) as exc:
            faults.append(f"{name} ({clip['text']}): {exc}")
    if not faults:
        target.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            pack["clips"][name]["seconds"] = round(miniaudio.mp3_get_info(content).duration, 3)
            (target / pack["clips"][name]["file"]).write_bytes(content)
        (target / "pack.toml").write_text(written(pack), encoding="utf-8")
    return faults


def written(pack: Pack) -> str:
    """The pack's list as TOML."""
    head = "\n".join(f'{key} = "{pack[key]}"' for key in ("name", "language", "voice"))
    clips = "\n".join(
        f'{name} = {{ file = "{clip["file"]}", text = "{clip["text"]}", seconds = {clip["seconds"]:.3f} }}'
        for name, clip in pack["clips"].items()
    )
    return f'{HEAD}{head}\nlicence = """\n{pack["licence"].strip()}"""\n\n[clips]\n{clips}\n'


def main(arguments: list[str] | None = None) -> int:
    """0, or 1 when a recording is missing or unreadable: then nothing was written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language", choices=sorted(each.parent.name for each in HERE.glob("*/pack.toml")))
    parser.add_argument("--list", action="store_true", help="print file name and words of each clip; nothing is made")
    parser.add_argument("--from", dest="recordings", type=Path, help="folder of recordings; without it: espeak-ng")
    parser.add_argument("--to", type=Path, help="folder of the pack; without it: the shipped one")
    asked = parser.parse_args(arguments)
    pack = tomllib.loads((HERE / asked.language / "pack.toml").read_text(encoding="utf-8"))
    if asked.list:
        print(*(f"{name}.wav;{clip['text']}" for name, clip in pack["clips"].items()), sep="\n")
        return 0
    if asked.language not in VOICES:
        parser.error("Clips of this language are recorded and sent by the office itself: see docs/how-to/voice.md")
    if asked.recordings:
        pack |= {"voice": "own recordings", "licence": "Recorded by the office, which decides who may use them."}
    source = from_recordings(asked.recordings) if asked.recordings else from_espeak(asked.language)
    target = asked.to or HERE / asked.language
    if faults := make(pack, source, target):
        print(*faults, "Nothing was written.", sep="\n", file=sys.stderr)
        return 1
    print(f"{len(pack['clips'])} clips in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
