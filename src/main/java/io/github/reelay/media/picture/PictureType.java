package io.github.reelay.media.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The type of a picture by its first bytes; its name and what the sender calls it count for
 * nothing.
 */
enum PictureType {
  JPEG,
  PNG,
  GIF,
  WEBP,
  /** HEIC and HEIF: phones make them, no Java decoder reads them. */
  HEIC,
  /** Web sites have them; no Java decoder reads them. */
  AVIF,
  OTHER;

  static PictureType of(ByteBuffer bytes) {
    byte[] head = new byte[Math.min(64, bytes.limit())];
    bytes.get(0, head);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u00FF\u00D8\u00FF")) {
      return JPEG;
    } else if (text.startsWith("\u0089PNG\r\n\u001A\n")) {
      return PNG;
    } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return GIF;
    } else if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return WEBP;
    } else if (text.startsWith("ftyp", 4)) {
      return byBrand(text);
    }
    return OTHER;
  }

  /** The major brand, or one of the compatible ones behind it (ISO/IEC 23008-12, annex B). */
  private static PictureType byBrand(String text) {
    PictureType type = OTHER;
    for (int at = 8; at + 4 <= text.length(); at += 4) {
      switch (text.substring(at, at + 4)) {
        case "avif", "avis" -> {
          return AVIF;
        }
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" -> type = HEIC;
        default -> {}
      }
    }
    return type;
  }
}
