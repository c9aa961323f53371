package io.github.reelay.task.ref;

/**
 * A reference to a chat (channel, group, private chat) as one platform knows it: {@code
 * telegram:-1001234}.
 */
public record ChatRef(String platform, String id) {
  @Override
  public String toString() {
    return platform + ":" + id;
  }
}
