package io.github.reelay.web.chat;

import io.github.reelay.security.Sha256;
import io.github.reelay.task.ref.PersonRef;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The generator of ids of messages and presses. With the client's own key the same call has the
 * same id, so a repeated one is known; a key means nothing for anybody else.
 */
final class MessageIdGenerator {
  /** 96 bits: nobody meets another's id by chance. */
  private static final int ID_BYTES = 12;

  private final RandomGenerator random;

  MessageIdGenerator(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param kind a letter in front
   */
  String next(char kind, PersonRef person, @Nullable String key) {
    byte[] bytes = new byte[ID_BYTES];
    if (key == null) {
      random.nextBytes(bytes);
    } else {
      bytes = Sha256.of(kind + "\0" + person + "\0" + key);
    }
    return kind + "-" + HexFormat.of().formatHex(bytes, 0, ID_BYTES);
  }
}
