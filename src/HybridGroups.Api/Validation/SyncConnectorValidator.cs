using FluentValidation;
using HybridGroups.Api.Naming;
using HybridGroups.Api.References;
using HybridGroups.Api.SyncConnectors;

namespace HybridGroups.Api.Validation;

/// <summary>What a SyncConnector can know about itself.</summary>
internal sealed class SyncConnectorValidator : AbstractValidator<SyncConnector>
{
    public SyncConnectorValidator(RuleCheck rules)
    {
        ActiveDirectory();
        Entra();
        GroupSync(rules);
        Schedule();
        RuleFor(connector => connector.Spec.Matching.Users).Is(
            ways => ways.Distinct().Count() == ways.Count, "names a way twice; each of ImmutableId, SecurityIdentifier, UserPrincipalName and Mail may occur once");
        RuleFor(connector => connector.Spec.AllowedNamespaces).Is(
            allowed => allowed.From == AllowedNamespacesFrom.Selector == allowed.Selector is not null, "selector is given exactly when from is Selector");
        When(connector => connector.Spec.AllowedNamespaces.Selector is not null, () =>
            RuleForEach(connector => connector.Spec.AllowedNamespaces.Selector!.MatchExpressions).Is(
                requirement => requirement.Operator is LabelOperator.In or LabelOperator.NotIn == requirement.Values is { Count: > 0 },
                "values are given exactly when the operator is In or NotIn"));
    }

    private void ActiveDirectory()
    {
        RuleFor(connector => connector.Spec.ActiveDirectory).Is(
            directory => directory.Servers is { Count: > 0 } != directory.Domain is not null, "give either servers or domain, and not both");
        RuleForEach(connector => connector.Spec.ActiveDirectory.Servers).Custom((server, context) =>
        {
            var scheme = context.InstanceToValidate.Spec.ActiveDirectory.Tls.Mode == TlsMode.LDAPS ? "ldaps" : "ldap";
            if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme != scheme || address.Host.Length == 0
                || address.PathAndQuery is not ("/" or "") || address.UserInfo.Length > 0)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath,
                    $"is not an {scheme}:// address, which tls.mode {context.InstanceToValidate.Spec.ActiveDirectory.Tls.Mode} needs; write for example {scheme}://dc1.corp.example.com",
                    server));
            }
        });
        RuleFor(connector => connector.Spec.ActiveDirectory.BaseDN).Is(
            text => DistinguishedNameText.TryParse(text) is not null && text.Split(',').All(part => part.TrimStart().StartsWith("DC=", StringComparison.OrdinalIgnoreCase)),
            "is not the distinguished name of a domain; write for example DC=corp,DC=example,DC=com");
        RuleFor(connector => connector.Spec.ActiveDirectory.Tls.CaBundle).Is(
            bundle => bundle!.SecretKeyRef is null != bundle.ConfigMapKeyRef is null, "give either secretKeyRef or configMapKeyRef, and not both");
        When(connector => connector.Spec.ActiveDirectory.Scope is not null, () =>
        {
            RuleForEach(connector => connector.Spec.ActiveDirectory.Scope!.Include).IsPlaceWithin(connector => connector.Spec.ActiveDirectory.BaseDN);
            RuleForEach(connector => connector.Spec.ActiveDirectory.Scope!.Exclude).IsPlaceWithin(connector => connector.Spec.ActiveDirectory.BaseDN);
        });
        RuleForEach(connector => connector.Spec.ActiveDirectory.WritableContainers).IsPlaceWithin(connector => connector.Spec.ActiveDirectory.BaseDN);
        RuleForEach(connector => connector.Spec.ActiveDirectory.WritableContainers).Custom((container, context) =>
        {
            var domain = DistinguishedNameText.TryParse(context.InstanceToValidate.Spec.ActiveDirectory.BaseDN);
            if (domain is not null && DistinguishedNameText.TryParse(container)?.IsSameAs(domain) == true)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath, "is the whole domain; name the containers below it in which groups may be written", container));
            }
        });
    }

    private void Entra()
    {
        RuleFor(connector => connector.Spec.Entra.TenantId).IsNotZeroGuid();
        RuleFor(connector => connector.Spec.Entra.Credentials).Is(
            given => new object?[] { given.SecretRef, given.CertificateRef, given.WorkloadIdentity, given.ManagedIdentity }.Count(one => one is not null) == 1,
            "give exactly one of secretRef, certificateRef, workloadIdentity and managedIdentity");
        RuleFor(connector => connector.Spec.Entra.Credentials.ClientId).Custom((clientId, context) =>
        {
            if (clientId is null && context.InstanceToValidate.Spec.Entra.Credentials.ManagedIdentity is null)
            {
                context.AddFailure("is needed with everything but managedIdentity; write the application's (client's) id");
            }
        });
        RuleFor(connector => connector.Spec.Entra.Credentials.ClientId).IsNotZeroGuid();
        When(connector => connector.Spec.Entra.Endpoints is not null, () =>
        {
            RuleFor(connector => connector.Spec.Entra.Endpoints!.Graph).Is(IsRootOfHttps, "is not an https address; write for example https://graph.microsoft.com");
            RuleFor(connector => connector.Spec.Entra.Endpoints!.Login).Is(IsRootOfHttps, "is not an https address; write for example https://login.microsoftonline.com");
        });
    }

    private void GroupSync(RuleCheck rules)
    {
        RuleFor(connector => connector.Spec.GroupSync.EntraGroups.NameTemplate).IsTemplateOf<SyncConnector>(NameTemplate.EntraPlaceholders);
        RuleFor(connector => connector.Spec.GroupSync.EntraGroups).Is(
            shape => shape is not { Type: EntraGroupType.Microsoft365, Nested: NestedGroups.Preserve },
            "nested is Flatten where type is Microsoft365: such groups cannot hold groups");
        When(connector => connector.Spec.GroupSync.Selector is not null, () =>
        {
            RuleFor(connector => connector.Spec.GroupSync.Selector!.Rule).IsRule(rules, RuleSubject.Group);
            RuleForEach(connector => connector.Spec.GroupSync.Selector!.OrganizationalUnits).IsPlaceWithin(connector => connector.Spec.ActiveDirectory.BaseDN);
        });
        When(connector => connector.Spec.GroupSync.Adopt is not null, () =>
        {
            RuleFor(connector => connector.Spec.GroupSync.Adopt!.Groups).HasNo(pairs => TwiceIn(pairs!, pair => pair.ActiveDirectoryGroup));
            RuleFor(connector => connector.Spec.GroupSync.Adopt!.Groups).HasNo(pairs => TwiceIn(pairs!, pair => pair.EntraGroup));
        });
        RuleFor(connector => connector.Spec.GroupSync.Selector).HasNo(selector => Overlap.ProblemOf(selector!.Include, selector.Exclude));
    }

    private void Schedule()
    {
        RuleFor(connector => connector.Spec.Schedule.Interval).IsDurationOfAtLeast(TimeSpan.FromSeconds(10), "10s");
        RuleFor(connector => connector.Spec.Schedule.FullResync).IsDurationOfAtLeast(TimeSpan.FromMinutes(10), "10m");
        RuleForEach(connector => connector.Spec.Schedule.Windows).HasNo(window => ProblemOf(window));
        RuleFor(connector => connector.Spec.Schedule.FullResync).Custom((text, context) =>
        {
            if (DurationText.TryParse(text) is { } full && DurationText.TryParse(context.InstanceToValidate.Spec.Schedule.Interval) is { } interval && full < interval)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath, "is shorter than spec.schedule.interval; it is at least as long", text));
            }
        });
    }

    private static string? ProblemOf(ChangeWindow window) =>
        ClockText.TryParse(window.From) is not { } from ? $"begins at '{window.From}', which is no time of a day; write for example 20:00"
        : ClockText.TryParse(window.To) is not { } to ? $"ends at '{window.To}', which is no time of a day; write for example 06:00"
        : from == to ? "begins when it ends; leave both out for the whole day"
        : from == TimeSpan.FromDays(1) ? "begins at 24:00; write 00:00, and the next day"
        : !TimeZoneInfo.TryFindSystemTimeZoneById(window.TimeZone, out _) ? $"names the time zone '{window.TimeZone}', which is not known here; write a name of the time zone database, for example Europe/Berlin, or UTC"
        : null;

    private static string? TwiceIn(IReadOnlyList<AdoptedGroup> pairs, Func<AdoptedGroup, string> id) =>
        pairs.GroupBy(id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? $"name {twice.Key} twice; a group is given to one group only"
            : null;

    private static bool IsRootOfHttps(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.PathAndQuery == "/" && address.UserInfo.Length == 0;
}
