package dev.millrace.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.keys.Scope;
import dev.millrace.usage.OwnPrice;
import dev.millrace.usage.OwnPrices;
import dev.millrace.usage.UnpricedModel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What the caller's organisation pays, and the models of which nobody knows what they cost. */
@Path("/api/prices")
@Blocking
public class PricesResource {

  private final Caller caller;
  private final OwnPrices prices;
  private final Clock clock;

  PricesResource(Caller caller, OwnPrices prices, Clock clock) {
    this.caller = caller;
    this.prices = prices;
    this.clock = clock;
  }

  @GET
  @Needs(Scope.USAGE_READ)
  @Operation(
      summary =
          "Gives the models without a price, with what was used of them, and the organisation's own"
              + " prices and discounts")
  public PricesView get() {
    return view();
  }

  @PUT
  @Needs(Scope.ADMIN)
  @Operation(
      summary =
          "Puts prices and discounts in the place of all that the organisation had. Usage that is"
              + " computed from now on has them; days that are there already, when they are rolled"
              + " up again")
  public PricesView put(@Nullable Own body) {
    if (body == null || body.own() == null) {
      throw new ProblemException(400, "the body has to be a JSON object with a list \"own\"");
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    try {
      prices.replace(caller.org(), body.own().stream().map(line -> line.price(today)).toList());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, String.valueOf(e.getMessage()));
    }
    return view();
  }

  private PricesView view() {
    return new PricesView(
        "USD",
        prices.unpriced(caller.org()).stream().map(UnpricedView::of).toList(),
        prices.of(caller.org()).stream().map(OwnView::of).toList());
  }

  /**
   * Prices as the API shows them.
   *
   * @param currency of all prices, which are for a million tokens
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record PricesView(String currency, List<UnpricedView> withoutPrice, List<OwnView> own) {}

  /** A model without a price. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record UnpricedView(
      String model,
      List<String> tools,
      long tokens,
      long days,
      LocalDate firstDay,
      LocalDate lastDay) {

    static UnpricedView of(UnpricedModel model) {
      return new UnpricedView(
          model.model(),
          List.of(model.tools().split(", ")),
          model.tokens(),
          model.days(),
          model.firstDay(),
          model.lastDay());
    }
  }

  /** What can be put. */
  @RegisterForReflection
  record Own(@Nullable List<OwnView> own) {}

  /**
   * A price or a discount.
   *
   * @param validFrom today if null
   * @param discountPercent off the list price of all models called so, {@code %} for anything
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record OwnView(
      @Nullable String model,
      @Nullable LocalDate validFrom,
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @Nullable BigDecimal cacheRead,
      @Nullable BigDecimal cacheCreation,
      @Nullable BigDecimal discountPercent) {

    static OwnView of(OwnPrice price) {
      return new OwnView(
          price.model(),
          price.validFrom(),
          price.input(),
          price.output(),
          price.cacheRead(),
          price.cacheCreation(),
          price.discount());
    }

    OwnPrice price(LocalDate today) {
      return new OwnPrice(
          model == null ? "" : model,
          validFrom == null ? today : validFrom,
          input,
          output,
          cacheRead,
          cacheCreation,
          discountPercent);
    }
  }
}
