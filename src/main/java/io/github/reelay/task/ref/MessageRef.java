package io.github.reelay.task.ref;

/** One message in a chat; the id is the platform's own. */
public record MessageRef(ChatRef chat, String id) {
  @Override
  public String toString() {
    return chat + "/" + id;
  }
}
