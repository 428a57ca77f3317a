namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>Who works in one namespace does not watch namespaces: an age of what never comes would grow until an alert fires.</summary>
[Collection(nameof(OneMonitoredCompany))]
public sealed class A_kind_that_is_not_watched_is_not_measured(MonitoredCompany monitored)
{
    [Fact]
    public async Task And_those_that_are_have_an_age()
    {
        var text = await monitored.ScrapeAsync();

        text.ShouldContain("informer_last_event_age_seconds{kind=\"DynamicGroupRule\"}");
        text.ShouldNotContain("{kind=\"Namespace\"}");
    }
}
