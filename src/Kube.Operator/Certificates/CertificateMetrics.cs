using System.Diagnostics.Metrics;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Operator.Certificates;

/// <summary>What dashboards and alerts expect of a webhook's certificates.</summary>
internal static class CertificateMetrics
{
    private static readonly Meter Meter = new("Kube.Operator");
    private static readonly Gauge<double> Expiry = Meter.CreateGauge<double>("webhook_certificate_expiry_timestamp_seconds", description: "When the webhook's certificate and its authority end.");

    public static Counter<long> Reads { get; } = Meter.CreateCounter<long>("certwatcher_read_certificate_total", description: "Total number of certificate reads");

    public static Counter<long> ReadErrors { get; } = Meter.CreateCounter<long>("certwatcher_read_certificate_errors_total", description: "Total number of certificate read errors");

    /// <summary>A point in time and not what is left: when nobody tells any more, what is left would never become less.</summary>
    /// <param name="which">The leaf or the authority.</param>
    /// <param name="certificate">Whose end is told.</param>
    public static void Ends(string which, X509Certificate2 certificate) => Expiry.Record(
        new DateTimeOffset(certificate.NotAfter.ToUniversalTime()).ToUnixTimeSeconds(), new KeyValuePair<string, object?>("certificate", which));
}
