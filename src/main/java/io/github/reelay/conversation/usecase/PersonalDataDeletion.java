package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.PersonalDataStore;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import java.util.List;
import java.util.Map;

/** {@code /forget}: deletes what is kept about a person, except the ledger's sums. */
record PersonalDataDeletion(
    PreferenceStore preferences, List<PersonalDataStore> personalDataStores, UserTexts texts) {
  Answer forget(Sender sender) {
    RichText done = texts.text(sender, "forget.done");
    preferences.save(sender.person(), Map.of());
    personalDataStores.forEach(personalData -> personalData.forget(sender.person()));
    return UserTexts.reply(done);
  }
}
