package io.github.reelay.task.ref;

/** A reference to a message in a chat; the id is the platform's own. */
public record MessageRef(ChatRef chat, String id) {
  @Override
  public String toString() {
    return chat + "/" + id;
  }
}
