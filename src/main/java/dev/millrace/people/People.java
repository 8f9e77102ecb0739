package dev.millrace.people;

import dev.millrace.OrgId;
import dev.millrace.database.Database;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who there is. */
@ApplicationScoped
public class People {

  private final Database database;
  private final Organisations organisations;
  private final Members members;
  private final Identities.Rows identities;
  private final Clock clock;

  People(
      Database database,
      Organisations organisations,
      Members members,
      Identities.Rows identities,
      Clock clock) {
    this.database = database;
    this.organisations = organisations;
    this.members = members;
    this.identities = identities;
    this.clock = clock;
  }

  /** Every organisation, by id. */
  public List<OrgId> organisations() {
    return database.inTransaction(() -> organisations.list("order by id")).stream()
        .map(row -> new OrgId(row.id))
        .toList();
  }

  /**
   * Makes an organisation unless there is one of that id.
   *
   * @return whether this call made it
   */
  public boolean createOrganisation(OrgId id, String name) {
    return database.inTransaction(
        () ->
            organisations
                .findById(id.value())
                .onItem()
                .ifNotNull()
                .transform(found -> false)
                .onItem()
                .ifNull()
                .switchTo(() -> organisations.persist(row(id, name)).replaceWith(true)));
  }

  /** Removes the organisation, if there is one, and every row of it in any table. */
  public void removeOrganisation(OrgId id) {
    database.inTransaction(() -> organisations.deleteById(id.value()));
  }

  /**
   * The organisation.
   *
   * @throws IllegalArgumentException if there is none of that id
   */
  public Organisation organisation(OrgId id) {
    return database.inTransaction(() -> found(id)).organisation();
  }

  /**
   * Sets whose midnights part the organisation's days; usage is not computed anew by that.
   *
   * @throws IllegalArgumentException if there is no organisation of that id
   */
  public Organisation setTimeZone(OrgId id, ZoneId zone) {
    return database
        .inTransaction(() -> found(id).invoke(row -> row.timeZone = zone.getId()))
        .organisation();
  }

  private Uni<OrganisationEntity> found(OrgId id) {
    return organisations
        .findById(id.value())
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalArgumentException("there is no organisation " + id));
  }

  /** The organisation's members, by e-mail address. */
  public List<Member> members(OrgId org) {
    return database
        .inTransaction(() -> members.list("id.org = ?1 order by id.email", org.value()))
        .stream()
        .map(MemberEntity::member)
        .toList();
  }

  /** One member; empty if the organisation has no such member. */
  public Optional<Member> find(OrgId org, String email) {
    MemberEntity.Id id = new MemberEntity.Id(org.value(), email);
    return Optional.ofNullable(database.inTransaction(() -> members.findById(id)))
        .map(MemberEntity::member);
  }

  /**
   * Adds the members, or changes those that are there already; all of them or, on an error, none.
   *
   * @throws IllegalArgumentException if one of the addresses is merged into another member
   */
  public void put(OrgId org, List<Member> all) {
    if (all.isEmpty()) {
      return;
    }
    database.inTransaction(
        () ->
            identities
                .among(org.value(), all.stream().map(Member::email).toList())
                .invoke(People::refuseMerged)
                .chain(
                    () ->
                        Uni.join()
                            .all(all.stream().map(member -> put(org, member)).toList())
                            .usingConcurrencyOf(1)
                            .andFailFast()));
  }

  /**
   * Does {@link #put} for a member, who may change themselves but not shut themselves out.
   *
   * @param by e-mail address of who does it; null if it is no member
   * @throws IllegalArgumentException if an owner is to be one no longer by their own doing, besides
   */
  public void put(OrgId org, List<Member> all, @Nullable String by) {
    boolean demoted =
        all.stream().anyMatch(m -> m.email().equals(by) && m.role() != Role.OWNER)
            && find(org, String.valueOf(by)).filter(m -> m.role() == Role.OWNER).isPresent();
    if (demoted) {
      throw new IllegalArgumentException(
          "nobody takes away their own way in: another owner has to change the role of " + by);
    }
    put(org, all);
  }

  private static void refuseMerged(List<IdentityEntity> merged) {
    if (!merged.isEmpty()) {
      IdentityEntity first = merged.get(0);
      throw new IllegalArgumentException(
          "%s is merged into %s; separate them first".formatted(first.id.identity(), first.email));
    }
  }

  /**
   * Removes a member; their keys are not touched.
   *
   * @return whether there was such a member
   */
  public boolean remove(OrgId org, String email) {
    return database.inTransaction(
        () -> members.deleteById(new MemberEntity.Id(org.value(), email)));
  }

  private Uni<MemberEntity> put(OrgId org, Member member) {
    MemberEntity.Id id = new MemberEntity.Id(org.value(), member.email());
    return members
        .findById(id)
        .onItem()
        .ifNull()
        .switchTo(() -> members.persist(row(id, member)))
        .invoke(row -> change(row, member));
  }

  private OrganisationEntity row(OrgId id, String name) {
    OrganisationEntity row = new OrganisationEntity();
    row.id = id.value();
    row.name = name;
    row.createdAt = clock.instant();
    return row;
  }

  private MemberEntity row(MemberEntity.Id id, Member member) {
    MemberEntity row = new MemberEntity();
    row.id = id;
    row.createdAt = clock.instant();
    change(row, member);
    return row;
  }

  private static void change(MemberEntity row, Member member) {
    row.name = member.name();
    row.team = member.team();
    row.role = member.role();
  }

  /** The table of organisations. */
  @ApplicationScoped
  static class Organisations implements PanacheRepositoryBase<OrganisationEntity, String> {}

  /** The table of members. */
  @ApplicationScoped
  static class Members implements PanacheRepositoryBase<MemberEntity, MemberEntity.Id> {}
}
