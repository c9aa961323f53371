package io.github.reelay.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** JSON as Discord sends it (API documentation v10), with as much as JDA reads. */
public final class DiscordJson {
  static final String BOT = "1000000000000000001";
  public static final String GUILD = "2000000000000000001";
  public static final String PERSON = "1001";

  /** The role that the guild gave the bot when it was invited. */
  static final String BOT_ROLE = "1000000000000000777";

  /** View, send, embed, attach, history, threads. */
  static final long RIGHTS = 1L << 10 | 1L << 11 | 1L << 14 | 1L << 15 | 1L << 16 | 1L << 38;

  private static final ObjectMapper JSON = new ObjectMapper();

  private DiscordJson() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Single quotes for double ones keeps the samples readable. */
  static ObjectNode json(String text, Object... args) {
    return (ObjectNode) parse(text.replace('\'', '"').formatted(args));
  }

  static ObjectNode bot() {
    return user(BOT, "reelay").put("bot", true);
  }

  static ObjectNode user(String id, String name) {
    return json(
        "{'id':'%s','username':'%s','global_name':'%s','discriminator':'0','avatar':null}",
        id, name, name);
  }

  static ObjectNode app() {
    return json("{'id':'%s','name':'Reelay','flags':0}", BOT);
  }

  static ObjectNode gatewayBot(String url) {
    return json(
        "{'url':'%s','shards':1,'session_start_limit':{'total':1000,'remaining':999,"
            + "'reset_after':14400000,'max_concurrency':1}}",
        url);
  }

  static ObjectNode ready(String url) {
    ObjectNode ready =
        json(
            "{'v':10,'session_id':'s','resume_gateway_url':'%s','private_channels':[],"
                + "'guilds':[{'id':'%s','unavailable':true}],"
                + "'application':{'id':'%s','flags':0}}",
            url, GUILD, BOT);
    ready.set("user", bot());
    return ready;
  }

  static ObjectNode member(String id, String name) {
    ObjectNode member =
        json(
            "{'roles':[],'joined_at':'2024-01-01T00:00:00.000000+00:00','deaf':false,"
                + "'mute':false,'flags':0,'permissions':'%d'}",
            RIGHTS);
    member.set("user", id.equals(BOT) ? bot() : user(id, name));
    return member;
  }

  static ObjectNode guild() {
    ObjectNode guild =
        json(
            "{'id':'%s','name':'Guild','owner_id':'9','afk_timeout':300,'verification_level':0,"
                + "'default_message_notifications':0,'explicit_content_filter':0,'mfa_level':0,"
                + "'features':[],'emojis':[],'stickers':[],'premium_tier':0,"
                + "'preferred_locale':'en-US','nsfw_level':0,'system_channel_flags':0,"
                + "'joined_at':'2024-01-01T00:00:00.000000+00:00','large':false,"
                + "'unavailable':false,'member_count':2,'channels':[],'threads':[],"
                + "'voice_states':[],'guild_scheduled_events':[],'soundboard_sounds':[],"
                + "'stage_instances':[],'presences':[],'members':[],'roles':[{'id':'%s',"
                + "'name':'@everyone','permissions':'%d','position':0,'color':0,'hoist':false,"
                + "'colors':{'primary_color':0,'secondary_color':null,'tertiary_color':null},"
                + "'managed':false,'mentionable':false,'flags':0}]}",
            GUILD, GUILD, RIGHTS);
    ObjectNode role = guild.withArray("/roles").get(0).deepCopy();
    role.put("id", BOT_ROLE).put("name", "reelay").put("position", 1).put("managed", true);
    role.putObject("tags").put("bot_id", BOT);
    guild.withArray("/roles").add(role);
    ObjectNode self = member(BOT, "reelay");
    self.withArray("/roles").add(BOT_ROLE);
    guild.withArray("/members").add(self);
    return guild;
  }

  /**
   * @param type 11 for a public, 12 for a private one
   */
  static ObjectNode thread(String id, int type, boolean closed) {
    return json(
        "{'id':'%s','type':%d,'guild_id':'%s','parent_id':'%s','name':'t','owner_id':'9',"
            + "'member_count':1,'message_count':0,'total_message_sent':0,'last_message_id':null,"
            + "'rate_limit_per_user':0,'flags':0,'thread_metadata':{'archived':%s,"
            + "'auto_archive_duration':1440,'locked':false,"
            + "'archive_timestamp':'2026-11-20T08:00:00.000000+00:00',"
            + "'create_timestamp':'2026-11-20T08:00:00.000000+00:00'}}",
        id, type, GUILD, DiscordTestChannels.channel(0), closed);
  }

  static ObjectNode channel(String id) {
    return json(
        "{'id':'%s','type':0,'guild_id':'%s','name':'c%s','position':0,"
            + "'permission_overwrites':[],'nsfw':false,'parent_id':null,'flags':0}",
        id, GUILD, id);
  }
}
