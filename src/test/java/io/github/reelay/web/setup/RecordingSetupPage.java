package io.github.reelay.web.setup;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A set-up that keeps what it is asked, takes what begins with "good", and writes nothing. */
final class RecordingSetupPage implements SetupPage {
  final List<String> calls = new CopyOnWriteArrayList<>();

  @Override
  public List<Field> fields(Locale language) {
    return List.of(
        new Field(
            "discord",
            "Discord",
            "1. Open https://discord.com/developers/applications, press “New Application”.\n2. Copy"
                + " the token.",
            false,
            false),
        new Field("telegram", "Telegram", "1. Open https://t.me/BotFather.", false, true),
        new Field("apimart", "APIMart", "https://apimart.ai", true, false));
  }

  @Override
  public Found check(Locale language, String field, String secret) {
    calls.add("check " + field + " " + secret);
    return secret.startsWith("good")
        ? new Found(
            true,
            List.of(
                "✅ It knows <b>the</b> bot.", "Invite the bot: https://discord.com/oauth2?a=1&b=2"))
        : new Found(false, List.of("❌ It does not take it."));
  }

  @Override
  public Saved save(Locale language, Map<String, String> secrets, boolean sandbox) {
    calls.add("save " + secrets + " " + sandbox);
    for (Map.Entry<String, String> entry : secrets.entrySet()) {
      if (!entry.getValue().startsWith("good")) {
        return new Saved(false, entry.getKey(), List.of("❌ It does not take it."));
      }
    }
    return secrets.isEmpty() && !sandbox
        ? new Saved(false, "", List.of("Nothing was saved."))
        : new Saved(
            true, "", List.of("Saved in /home/ann/.env.", "Your first video: /video a fox"));
  }

  @Override
  public void end(boolean startTheBot) {
    calls.add("end " + startTheBot);
  }
}
