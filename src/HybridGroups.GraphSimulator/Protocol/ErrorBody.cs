using System.Globalization;

namespace HybridGroups.GraphSimulator.Protocol;

internal static class ErrorBody
{
    public static GraphResponse For(GraphFailure failure, GraphRequest request, DateTimeOffset now) =>
        For(failure, request.RequestId, request.ClientRequestId, now);

    public static GraphResponse For(GraphFailure failure, string requestId, string? clientRequestId, DateTimeOffset now)
    {
        var response = GraphResponse.Object(failure.Status, writer =>
        {
            writer.WriteStartObject("error");
            writer.WriteString("code", failure.Code);
            writer.WriteString("message", failure.Message);
            if (failure.Details.Count > 0)
            {
                writer.WriteStartArray("details");
                foreach (var (target, code, message) in failure.Details)
                {
                    writer.WriteStartObject();
                    writer.WriteString("target", target);
                    writer.WriteString("code", code);
                    if (message is not null)
                        writer.WriteString("message", message);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteStartObject("innerError");
            if (failure.Status == 429)
            {
                writer.WriteString("code", "429");
                writer.WriteString("message", "Please retry after");
                writer.WriteString("status", "429");
            }

            // The service writes this date without a zone.
            writer.WriteString("date", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
            writer.WriteString("request-id", requestId);
            writer.WriteString("client-request-id", clientRequestId ?? requestId);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        foreach (var (name, value) in failure.Headers)
            response.Headers[name] = value;
        response.WaitUntil = failure.WaitUntil;
        return response;
    }
}
