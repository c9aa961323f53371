package io.github.reelay.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.discord.DiscordTestServer.Call;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** The channels of the test guild and the messages in them. */
public final class DiscordTestChannels {
  static final String DIRECT = "3999";

  /** A public thread, and a private one that the bot is not in. */
  public static final String THREAD = "3900";

  static final String PRIVATE_THREAD = "3901";
  private static final int COUNT = 80;

  /** The flag of a message for one person. */
  static final int EPHEMERAL = 64;

  private final Supplier<String> snowflakes;
  private final Map<String, Message> messages = new ConcurrentSkipListMap<>();
  private final Map<String, String> byNonce = new ConcurrentHashMap<>();

  /** Interaction tokens, the channel each was made in, and the message that is its response. */
  private final Map<String, String> channelOf = new ConcurrentHashMap<>();

  private final Map<String, String> originalOf = new ConcurrentHashMap<>();
  public final Set<String> deadTokens = ConcurrentHashMap.newKeySet();
  public final Set<String> gone = ConcurrentHashMap.newKeySet();

  /** Whether {@link #THREAD} is closed. Posting opens it. */
  public volatile boolean threadClosed;

  /** Whether only moderators may open it again. */
  public volatile boolean threadLocked;

  /** What the guild's AutoMod lets nobody say; empty for nothing. */
  public volatile String forbiddenWord = "";

  /** A message of the bot as it is now. */
  public record Message(String id, String channel, JsonNode body, List<String> files) {
    /** All words in it, wherever they stand. */
    public String text() {
      StringBuilder all = new StringBuilder(body.path("content").asText());
      body.findValues("content").forEach(c -> all.append('\n').append(c.asText()));
      return all.toString();
    }
  }

  DiscordTestChannels(Supplier<String> snowflakes) {
    this.snowflakes = snowflakes;
  }

  public static String channel(int number) {
    return Integer.toString(3000 + number);
  }

  ObjectNode guild() {
    ObjectNode guild = DiscordJson.guild();
    for (int i = 0; i < COUNT; i++) {
      guild.withArray("/channels").add(DiscordJson.channel(channel(i)));
    }
    guild.withArray("/threads").add(DiscordJson.thread(THREAD, 11, false));
    return guild;
  }

  ObjectNode direct() {
    ObjectNode channel = DiscordJson.json("{'id':'%s','type':1,'flags':0}", DIRECT);
    channel.putArray("recipients").add(DiscordJson.user(DiscordJson.PERSON, "ann"));
    return channel;
  }

  public Collection<Message> in(String channel) {
    return messages.values().stream().filter(m -> m.channel().equals(channel)).toList();
  }

  void issued(String token, String channel, @Nullable String original) {
    channelOf.put(token, channel);
    if (original != null) {
      originalOf.put(token, original);
    }
  }

  @Nullable
  public Message original(String token) {
    String id = originalOf.get(token);
    return id == null ? null : messages.get(id);
  }

  ObjectNode acknowledge(Call call) {
    String[] part = call.path().split("/");
    int type = call.body().path("type").asInt();
    if (type == 4 || type == 5) {
      Message message =
          keep(channelOf.getOrDefault(part[3], "0"), call.body().path("data"), List.of());
      originalOf.put(part[3], message.id());
    }
    return DiscordJson.json("{'interaction':{'id':'%s','type':2}}", part[2]);
  }

  MockResponse webhook(Call call) {
    String[] part = call.path().split("/");
    String token = part[3];
    if (deadTokens.contains(token)) {
      return error(401, 50027);
    }
    if (isForbidden(call)) {
      return error(400, 200000);
    }
    if (call.method().equals("POST")) {
      return DiscordTestServer.json(
          200, json(keep(channelOf.getOrDefault(token, "0"), call.body(), call.files())));
    }
    String id = originalOf.get(token);
    if (id == null) {
      return error(404, 10015);
    }
    return change(call, id);
  }

  MockResponse channel(Call call) {
    String[] part = call.path().split("/");
    if (gone.contains(part[2])) {
      return error(404, 10003);
    }
    if (isForbidden(call)) {
      return error(400, 200000);
    }
    if (part.length == 3) {
      if (part[2].equals(THREAD) && call.method().equals("PATCH")) {
        if (threadLocked) {
          return error(403, 50013);
        }
        threadClosed = call.body().path("archived").asBoolean();
      }
      return part[2].equals(THREAD)
          ? DiscordTestServer.json(200, DiscordJson.thread(THREAD, 11, threadClosed))
          : error(403, 50001);
    }
    if (part[2].equals(PRIVATE_THREAD)) {
      return error(403, 50001);
    }
    if (part[2].equals(THREAD) && threadClosed) {
      if (!call.method().equals("POST") || threadLocked) {
        return error(threadLocked ? 403 : 400, 50083);
      }
      threadClosed = false;
    }
    if (part.length == 4 && call.method().equals("GET")) {
      ArrayNode page = DiscordJson.object().putArray("page");
      in(part[2]).stream().toList().reversed().forEach(m -> page.add(json(m)));
      return DiscordTestServer.json(200, page);
    }
    if (part.length == 4) {
      String nonce = part[2] + ":" + call.body().path("nonce").asText();
      String id =
          byNonce.computeIfAbsent(nonce, _ -> keep(part[2], call.body(), call.files()).id());
      return DiscordTestServer.json(200, json(java.util.Objects.requireNonNull(messages.get(id))));
    }
    return change(call, part[4]);
  }

  private boolean isForbidden(Call call) {
    return !forbiddenWord.isEmpty() && call.body().toString().contains(forbiddenWord);
  }

  private MockResponse change(Call call, String id) {
    Message old = messages.get(id);
    if (old == null) {
      return error(404, 10008);
    }
    if (call.method().equals("DELETE")) {
      messages.remove(id);
      return DiscordTestServer.json(204, null);
    }
    if (call.method().equals("PATCH")) {
      ObjectNode body = call.body().deepCopy();
      // Whom a message is for was said when it came, and no edit changes it.
      body.put(
          "flags", body.path("flags").asInt() | (old.body().path("flags").asInt() & EPHEMERAL));
      messages.put(id, new Message(id, old.channel(), body, call.files()));
    }
    return DiscordTestServer.json(200, json(java.util.Objects.requireNonNull(messages.get(id))));
  }

  private Message keep(String channel, JsonNode body, List<String> files) {
    Message message = new Message(snowflakes.get(), channel, body, files);
    messages.put(message.id(), message);
    return message;
  }

  static MockResponse error(int status, int code) {
    return DiscordTestServer.json(status, DiscordJson.json("{'message':'no','code':%d}", code));
  }

  static ObjectNode json(Message message) {
    ObjectNode json =
        DiscordJson.json(
            "{'id':'%s','channel_id':'%s','type':0,'content':'','timestamp':"
                + "'2026-11-20T08:00:00.000000+00:00','edited_timestamp':null,'tts':false,"
                + "'mention_everyone':false,'mentions':[],'mention_roles':[],'attachments':[],"
                + "'embeds':[],'pinned':false,'flags':0,'components':[]}",
            message.id(), message.channel());
    json.set("author", DiscordJson.bot());
    for (String file : message.files()) {
      json.withArray("/attachments")
          .add(
              DiscordJson.json(
                  "{'id':'%s1','filename':'%s','size':5,'url':'http://x/f','proxy_url':'http://x/f'}",
                  message.id(), file));
    }
    return json;
  }
}
