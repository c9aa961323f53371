package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Installation;
import io.github.reelay.conversation.Installation.Instance;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.Scope;

/** {@code /admin instances}: which run over the same database, and which of them works. */
record AdminInstances(Installation installation, AdminAuthority authority, UserTexts texts) {
  Answer show(Sender sender) {
    if (!authority.isAllowed(sender, AdminAction.INSTANCES_SHOW, Scope.EVERYWHERE)) {
      return authority.refuse(sender);
    }
    RichText.Builder text = RichText.builder().append(texts.text(sender, "admin.instances.title"));
    for (Instance instance : installation.instances().get()) {
      text.newLine()
          .code(instance.host())
          .plain(" · " + instance.version() + " · ")
          .append(state(sender, instance));
      if (instance.address() != null && instance.isAlive()) {
        text.plain(" · ").code(instance.address());
      }
    }
    return UserTexts.reply(text.build());
  }

  private RichText state(Sender sender, Instance instance) {
    var language = texts.language(sender);
    if (!instance.isAlive()) {
      return texts.text(
          sender, "admin.instances.gone", texts.formats().timestamp(language, instance.seenAt()));
    }
    String key =
        instance.isThisOne()
            ? "admin.instances.this"
            : instance.works() ? "admin.instances.works" : "admin.instances.stands-by";
    return texts.text(sender, key, texts.formats().timestamp(language, instance.startedAt()));
  }
}
