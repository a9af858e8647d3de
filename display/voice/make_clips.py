"""Make the clips a voice pack names, with espeak-ng and lame: python display/voice/make_clips.py [folder].

Run by hand when a text changes; the MP3 files are part of the project, so that an office needs neither program.
Each clip is cut free of silence and brought to one loudness, so that clips can be put together into a sentence.
"""

from __future__ import annotations

import array
import io
import math
import subprocess
import sys
import tempfile
import tomllib
import wave
from pathlib import Path

RATE_HZ = 22050
SPEED_WPM = 138
PITCH_RANGE_PCT = 55  # a flat melody: the same clip stands in the middle and at the end of a sentence
LOUDNESS = 0.14  # root mean square of a spoken clip, of full scale
PEAK = 0.89
SILENCE = 0.012  # of the clip's own peak
MARGIN_S = 0.012
BITRATE_KBIT = 40
CHIME = ((783.99, 0.0), (659.26, 0.42))  # (Hz, starts at s): g'' e''
CHIME_S = 1.3

# What espeak-ng gets wrong from the letters alone: an open e in the names of letters, a full e where a schwa is said.
PHONEMES = {letter: f"[[{sound}]]" for letter, sound in (
    ("b", "b'e:"), ("c", "tS'e:"), ("d", "d'e:"), ("g", "g'e:"), ("j", "dZ'e:"), ("p", "p'e:"), ("t", "t'e:"),
    ("v", "f'e:"), ("w", "w'e:"), ("y", "j'e:"), ("empat", "@mp'at"), ("enam", "@n'am"), ("loket", "l'okEt"),
)}  # fmt: skip


def spoken(clip: str, text: str) -> list[float]:
    """Samples from -1 to 1 of one clip's text, as espeak-ng says it."""
    words = PHONEMES.get(clip, text)
    ssml = f'<prosody range="{PITCH_RANGE_PCT}%">{words}'  # left open: after [[ ]] a closing tag would be read out
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "clip.wav"
        command = ["espeak-ng", "-v", "id", "-s", str(SPEED_WPM), "-m", "-w", str(target), ssml]
        subprocess.run(command, check=True)  # noqa: S603 - texts come from the pack in this folder
        with wave.open(str(target)) as recording:
            frames = array.array("h", recording.readframes(recording.getnframes()))
    return [frame / 32768 for frame in frames]


def chime() -> list[float]:
    """Two soft tones, each a root with two quiet overtones that fade like a bell."""
    samples = [0.0] * int(CHIME_S * RATE_HZ)
    for pitch_hz, start_s in CHIME:
        first = int(start_s * RATE_HZ)
        for index in range(first, len(samples)):
            since_s = (index - first) / RATE_HZ
            attack = min(since_s / 0.012, 1)
            tone = sum(
                share * math.sin(2 * math.pi * pitch_hz * times * since_s) * math.exp(-since_s * fade)
                for times, share, fade in ((1, 1.0, 4.2), (2, 0.22, 6.5), (3, 0.06, 9.0))
            )
            samples[index] += 0.32 * attack * tone
    return faded(samples, 0.12)


def trimmed(samples: list[float]) -> list[float]:
    """The samples without the silence at both ends."""
    floor = SILENCE * max(abs(sample) for sample in samples)
    heard = [index for index, sample in enumerate(samples) if abs(sample) > floor]
    margin = int(MARGIN_S * RATE_HZ)
    return faded(samples[max(heard[0] - margin, 0) : heard[-1] + margin], MARGIN_S)


def faded(samples: list[float], fade_s: float) -> list[float]:
    """The samples with a short rise of 3 ms and a fall of fade_s, so that no edge clicks."""
    rise, fall = int(0.003 * RATE_HZ), int(fade_s * RATE_HZ)
    last = len(samples) - 1
    return [sample * min(index / rise, (last - index) / fall, 1) for index, sample in enumerate(samples)]


def levelled(samples: list[float]) -> list[float]:
    """The samples at the pack's loudness, or as near to it as the peak allows."""
    power = math.sqrt(sum(sample * sample for sample in samples) / len(samples))
    gain = min(LOUDNESS / power, PEAK / max(abs(sample) for sample in samples))
    return [sample * gain for sample in samples]


def write_mp3(samples: list[float], target: Path) -> None:
    """Encode mono samples; the bytes are the same for the same samples."""
    recording = io.BytesIO()
    with wave.open(recording, "wb") as pcm:
        pcm.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        pcm.writeframes(array.array("h", (round(sample * 32767) for sample in samples)).tobytes())
    command = ["lame", "--quiet", "-m", "m", "-b", str(BITRATE_KBIT), "-q", "2", "--noreplaygain", "-", str(target)]
    subprocess.run(command, input=recording.getvalue(), check=True)  # noqa: S603 - no words of others


def make(folder: Path) -> int:
    """Write every clip that the folder's pack.toml names; the count of files."""
    clips = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))["clips"]
    for name, clip in clips.items():
        samples = chime() if name == "chime" else trimmed(spoken(name, clip["text"]))
        write_mp3(levelled(samples), folder / clip["file"])
    return len(clips)


if __name__ == "__main__":
    pack = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "id"
    print(f"{make(pack)} clips in {pack}")
