package dev.millrace.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.OutageLog;
import dev.millrace.database.DatabaseUnavailableException;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.usage.ErasureMessage;
import dev.millrace.usage.RollupMaker;
import dev.millrace.usage.RollupMessage;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Makes what a message asks for: a rollup, an erasure, or the conversion of one pack. */
@Singleton
class Maker implements RollupMaker {

  private static final Logger log = Logger.getLogger(Maker.class);

  private final RecordedRollup rollup;
  private final PersonErasure erasure;
  private final Conversion conversion;
  private final ObjectMapper json;
  private final OutageLog outages;

  Maker(
      RecordedRollup rollup,
      PersonErasure erasure,
      Conversion conversion,
      ObjectMapper json,
      Clock clock) {
    this.rollup = rollup;
    this.erasure = erasure;
    this.conversion = conversion;
    this.json = json;
    this.outages = new OutageLog(clock);
  }

  /** The caller goes on whatever happens, DuckDB's library missing included. */
  @Override
  public boolean make(String message) {
    try {
      make(json.readTree(message));
    } catch (StoreUnavailableException | DatabaseUnavailableException e) {
      outages.report("a rollup or an erasure could not be made", e);
    } catch (JsonProcessingException | RuntimeException e) {
      log.error("a rollup or an erasure failed", e);
    } catch (Error e) {
      log.error("a rollup or an erasure failed", e);
      return false;
    }
    return true;
  }

  /**
   * Makes it.
   *
   * @throws RuntimeException whatever it failed with, once that is in the book
   */
  void make(JsonNode message) throws JsonProcessingException {
    if (message.has("erasure")) {
      ErasureMessage wanted = json.treeToValue(message, ErasureMessage.class);
      erasure.erase(wanted.erasure(), new OrgId(wanted.org()), wanted.identities());
    } else if (message.has("pack")) {
      conversion.convert(json.treeToValue(message, PackMessage.class));
    } else {
      RollupMessage wanted = json.treeToValue(message, RollupMessage.class);
      rollup.make(wanted.run(), wanted.partition(), wanted.wanted());
    }
  }
}
