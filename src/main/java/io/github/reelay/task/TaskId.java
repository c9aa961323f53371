package io.github.reelay.task;

/**
 * The id of a task: a 13-character TSID (42 bits of milliseconds, 22 random bits, Crockford base
 * 32), so ids sort by age.
 *
 * <p>13 characters fit Discord's nonce (25) and Telegram's callback data (64 bytes) beside an
 * action word.
 */
public record TaskId(String value) implements Comparable<TaskId> {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 13;

  public TaskId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a task id: " + value);
    }
  }

  /** Whether a text from outside (a button, a path) can be an id at all. */
  public static boolean isValid(String text) {
    return text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  /**
   * @param millis milliseconds since 1970
   * @param chance any number; its low 22 bits are used
   */
  public static TaskId of(long millis, long chance) {
    long bits = (millis << 22) | (chance & 0x3F_FFFF);
    char[] text = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (bits & 31));
      bits >>>= 5;
    }
    return new TaskId(new String(text));
  }

  /** The short form people see, as in "remix of #K3F9". */
  public String shortForm() {
    return "#" + value.substring(LENGTH - 4);
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
