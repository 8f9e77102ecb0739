package dev.millrace.console;

import dev.millrace.usage.OwnPrice;
import dev.millrace.usage.OwnPrices;
import dev.millrace.usage.UnpricedModel;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Models that have no price, and what the organisation pays in place of the list prices. */
@Path("/prices")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class PricesPage {

  private static final URI LIST = URI.create("/prices");

  private final Visitor visitor;
  private final OwnPrices prices;
  private final Clock clock;

  PricesPage(Visitor visitor, OwnPrices prices, Clock clock) {
    this.visitor = visitor;
    this.prices = prices;
    this.clock = clock;
  }

  /**
   * The page.
   *
   * @param model that the form is filled in with
   */
  @GET
  public TemplateInstance show(@QueryParam("model") @DefaultValue("") String model) {
    List<UnpricedModel> unpriced = prices.unpriced(visitor.org());
    String since =
        unpriced.stream()
            .filter(one -> one.model().equals(model))
            .map(one -> one.firstDay().toString())
            .findFirst()
            .orElse(today().toString());
    return page(new PriceForm(model, since, "", "", "", "", ""), "");
  }

  /** Adds a price, or changes the one of the same model from the same day on. */
  @POST
  public Response put(@BeanParam PriceForm form) {
    try {
      OwnPrice price = form.price();
      List<OwnPrice> all = new ArrayList<>(prices.of(visitor.org()));
      all.removeIf(other -> isSame(other, price.model(), price.validFrom().toString()));
      all.add(price);
      prices.replace(visitor.org(), all);
      return Response.seeOther(LIST).build();
    } catch (IllegalArgumentException e) {
      return Response.status(Response.Status.BAD_REQUEST)
          .entity(page(form, String.valueOf(e.getMessage())))
          .build();
    }
  }

  @POST
  @Path("remove")
  public Response remove(
      @FormParam("model") @DefaultValue("") String model,
      @FormParam("from") @DefaultValue("") String from) {
    List<OwnPrice> all = new ArrayList<>(prices.of(visitor.org()));
    if (all.removeIf(price -> isSame(price, model, from))) {
      prices.replace(visitor.org(), all);
    }
    return Response.seeOther(LIST).build();
  }

  private static boolean isSame(OwnPrice price, String model, String from) {
    return price.model().equals(model) && price.validFrom().toString().equals(from);
  }

  private TemplateInstance page(PriceForm form, String refusal) {
    List<PriceRow> rows = prices.of(visitor.org()).stream().map(PriceRow::of).toList();
    List<UnpricedRow> unpriced =
        prices.unpriced(visitor.org()).stream().map(UnpricedRow::new).toList();
    return new Prices(unpriced, rows, form, today().toString(), refusal);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** A model without a price. */
  record UnpricedRow(UnpricedModel model) {

    public String tokens() {
      return Written.roughly(model.tokens());
    }

    public String link() {
      return "/prices?model=" + UsageFilter.encoded(model.model()) + "#price";
    }
  }

  /** A price or discount of the organisation's. */
  record PriceRow(OwnPrice price, String text) {

    static PriceRow of(OwnPrice price) {
      return new PriceRow(
          price,
          price.isDiscount()
              ? Written.plain(price.discount()) + "% off the list price"
              : "$"
                  + Written.plain(price.input())
                  + " input, $"
                  + Written.plain(price.output())
                  + " output, $"
                  + Written.plain(price.cacheRead() == null ? price.input() : price.cacheRead())
                  + " cache read, $"
                  + Written.plain(
                      price.cacheCreation() == null ? price.input() : price.cacheCreation())
                  + " cache write");
    }
  }

  /**
   * The page.
   *
   * @param refusal what is to be changed in the form; empty if nothing
   */
  @CheckedTemplate
  record Prices(
      List<UnpricedRow> unpriced, List<PriceRow> own, PriceForm form, String today, String refusal)
      implements TemplateInstance {}
}
