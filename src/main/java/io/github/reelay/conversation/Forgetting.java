package io.github.reelay.conversation;

import java.util.List;
import java.util.Map;

/** {@code /forget}: deletes what is kept about a person, except the ledger's sums. */
record Forgetting(Preferences preferences, List<Memory> memories, Voice voice) {
  Answer forget(Speaker speaker) {
    Text done = voice.text(speaker, "forget.done");
    preferences.keep(speaker.person(), Map.of());
    memories.forEach(memory -> memory.forget(speaker.person()));
    return Voice.tell(done);
  }
}
