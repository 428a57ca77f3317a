using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>The tenant itself: organization, domains, licences bought, synchronisation, settings.</summary>
internal static class TenantRoutes
{
    private static readonly (string Id, string PartNumber)[] Products =
    [
        ("06ebc4ee-1bb5-47dd-8120-11324bc54e06", "SPE_E5"), ("05e9a617-0261-4cee-bb44-138d3ef5d965", "SPE_E3"), ("6fd2c87f-b296-42f0-b197-1e91e994b900", "ENTERPRISEPACK"),
    ];

    private static readonly string[] OrganizationProperties =
    [
        "assignedPlans", "businessPhones", "city", "country", "countryLetterCode", "createdDateTime", "displayName", "id",
        "onPremisesLastSyncDateTime", "onPremisesSyncEnabled", "tenantType", "verifiedDomains",
    ];

    private static readonly string[] DomainProperties =
    [
        "authenticationType", "availabilityStatus", "id", "isAdminManaged", "isDefault", "isInitial", "isRoot", "isVerified",
        "passwordValidityPeriodInDays", "supportedServices",
    ];

    private static readonly string[] SkuProperties =
        ["appliesTo", "capabilityStatus", "consumedUnits", "id", "prepaidUnits", "servicePlans", "skuId", "skuPartNumber"];

    private static readonly string[] SyncFeatures =
    [
        "passwordSyncEnabled", "passwordWritebackEnabled", "directoryExtensionsEnabled", "quarantineUponUpnConflictEnabled",
        "quarantineUponProxyAddressesConflictEnabled", "softMatchOnUpnEnabled", "cloudPasswordPolicyForPasswordSyncedUsersEnabled",
        "fopeConflictResolutionEnabled", "unifiedGroupWritebackEnabled", "userWritebackEnabled", "deviceWritebackEnabled",
        "synchronizeUpnForManagedUsersEnabled", "userForcePasswordChangeOnLogonEnabled", "concurrentOrgIdProvisioningEnabled",
        "concurrentCredentialUpdateEnabled", "groupWriteBackEnabled", "blockSoftMatchEnabled",
        "blockCloudObjectTakeoverThroughHardMatchEnabled", "bypassDirSyncOverridesEnabled",
        "allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled",
    ];

    public static readonly Route[] All =
    [
        new("GET", "organization", Permissions.ReadOrganization, Organization),
        new("GET", "domains", Permissions.ReadDomains, Domains),
        new("GET", "domains/*/federationConfiguration", Permissions.ReadDomains, Federation),
        new("GET", "directory/federationConfigurations/graph.samlOrWsFedExternalDomainFederation", Permissions.ReadDomains,
            context => Collection(context, "directory/federationConfigurations", _ => { })),
        new("GET", "subscribedSkus", Permissions.ReadSkus, Skus),
        new("GET", "directory/onPremisesSynchronization", Permissions.ReadSynchronization, Synchronization),
        new("GET", "groupSettings", Permissions.ReadSettings, Settings),
        new("GET", "groupSettingTemplates", Permissions.ReadSettings, SettingTemplates),
    ];

    private static GraphResponse Organization(RouteContext context)
    {
        var tenant = context.Core.Tenant;
        return Collection(context, "organization", writer => Item(writer, Chosen(context, OrganizationProperties, "organization"), name =>
        {
            switch (name)
            {
                case "id":
                    writer.WriteStringValue(tenant.Id.ToString("D"));
                    break;
                case "displayName":
                    writer.WriteStringValue(tenant.DisplayName);
                    break;
                case "tenantType":
                    writer.WriteStringValue("AAD");
                    break;
                case "countryLetterCode":
                    writer.WriteStringValue("US");
                    break;
                case "onPremisesSyncEnabled" when tenant.OnPremisesSyncEnabled:
                    writer.WriteBooleanValue(true);
                    break;
                case "onPremisesLastSyncDateTime" when tenant.OnPremisesSyncEnabled:
                    writer.WriteStringValue(ValueWriter.Time(context.Core.Clock.GetUtcNow()));
                    break;
                case "businessPhones":
                    writer.WriteStartArray();
                    writer.WriteEndArray();
                    break;
                case "assignedPlans":
                    writer.WriteRawValue(tenant.HasPremium
                        ? """[{"assignedDateTime":"2026-01-01T00:00:00Z","capabilityStatus":"Enabled","service":"AADPremiumService","servicePlanId":"41781fb2-bc02-4b7c-bd55-b576c07bb09d"}]"""
                        : "[]");
                    break;
                case "verifiedDomains":
                    writer.WriteStartArray();
                    foreach (var domain in tenant.Domains)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("capabilities", "Email, OfficeCommunicationsOnline");
                        writer.WriteBoolean("isDefault", domain.IsDefault);
                        writer.WriteBoolean("isInitial", domain.IsInitial);
                        writer.WriteString("name", domain.Name);
                        writer.WriteString("type", domain.IsFederated ? "Federated" : "Managed");
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                    break;
                default:
                    writer.WriteNullValue();
                    break;
            }
        }));
    }

    private static GraphResponse Domains(RouteContext context)
    {
        var chosen = Chosen(context, DomainProperties, "domain");
        return Collection(context, "domains", writer =>
        {
            foreach (var domain in context.Core.Tenant.Domains)
            {
                Item(writer, chosen, name => WriteDomain(writer, name, domain));
            }
        });
    }

    private static void WriteDomain(Utf8JsonWriter writer, string name, Domain domain)
    {
        switch (name)
        {
            case "id":
                writer.WriteStringValue(domain.Name);
                break;
            case "authenticationType":
                writer.WriteStringValue(domain.IsFederated ? "Federated" : "Managed");
                break;
            case "isDefault":
                writer.WriteBooleanValue(domain.IsDefault);
                break;
            case "isInitial":
                writer.WriteBooleanValue(domain.IsInitial);
                break;
            case "isAdminManaged" or "isRoot" or "isVerified":
                writer.WriteBooleanValue(true);
                break;
            case "passwordValidityPeriodInDays":
                writer.WriteNumberValue(int.MaxValue);
                break;
            case "supportedServices":
                writer.WriteRawValue("""["Email","OfficeCommunicationsOnline"]""");
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static GraphResponse Federation(RouteContext context)
    {
        var domain = context.Core.Tenant.Domains.Find(known => known.Name.Equals(context.Values[0], StringComparison.OrdinalIgnoreCase));
        if (domain is null)
            throw GraphFailure.NotFound(context.Values[0]);
        return Collection(context, $"domains('{domain.Name}')/federationConfiguration", writer =>
        {
            if (!domain.IsFederated)
                return;
            writer.WriteStartObject();
            writer.WriteString("id", context.Core.Tenant.Id.ToString("D"));
            writer.WriteString("displayName", domain.Name);
            writer.WriteString("issuerUri", $"http://sts.{domain.Name}/adfs/services/trust");
            writer.WriteString("passiveSignInUri", $"https://sts.{domain.Name}/adfs/ls/");
            writer.WriteString("activeSignInUri", $"https://sts.{domain.Name}/adfs/services/trust/2005/usernamemixed");
            writer.WriteString("metadataExchangeUri", $"https://sts.{domain.Name}/adfs/services/trust/mex");
            writer.WriteString("preferredAuthenticationProtocol", "wsFed");
            writer.WriteString("federatedIdpMfaBehavior", "acceptIfMfaDoneByFederatedIdp");
            writer.WriteNull("promptLoginBehavior");
            writer.WriteNull("nextSigningCertificate");
            writer.WriteString("signingCertificate", "MIIC");
            writer.WriteString("signOutUri", $"https://sts.{domain.Name}/adfs/ls/");
            writer.WriteEndObject();
        });
    }

    private static GraphResponse Skus(RouteContext context)
    {
        if (context.Request.Query.Has("filter"))
            throw GraphFailure.Unsupported("Unsupported Query.");
        var tenant = context.Core.Tenant;
        var chosen = Chosen(context, SkuProperties, "subscribedSku");
        return Collection(context, "subscribedSkus", writer =>
        {
            foreach (var (id, partNumber) in Products) Product(writer, id, partNumber);
        });

        void Product(Utf8JsonWriter writer, string id, string partNumber) => Item(writer, chosen, name =>
        {
            switch (name)
            {
                case "skuId":
                    writer.WriteStringValue(id);
                    break;
                case "id":
                    writer.WriteStringValue($"{tenant.Id:D}_{id}");
                    break;
                case "skuPartNumber":
                    writer.WriteStringValue(partNumber);
                    break;
                case "appliesTo":
                    writer.WriteStringValue("User");
                    break;
                case "capabilityStatus":
                    writer.WriteStringValue("Enabled");
                    break;
                case "consumedUnits":
                    writer.WriteNumberValue(14);
                    break;
                case "prepaidUnits":
                    writer.WriteRawValue("""{"enabled":25,"lockedOut":0,"suspended":0,"warning":0}""");
                    break;
                default:
                    writer.WriteRawValue(
                        """[{"servicePlanId":"efb87545-963c-4e0d-99df-69c6916d9eb0","servicePlanName":"EXCHANGE_S_ENTERPRISE","provisioningStatus":"Success","appliesTo":"User"}"""
                        + (tenant.HasPremium && partNumber.StartsWith("SPE_", StringComparison.Ordinal)
                            ? """,{"servicePlanId":"41781fb2-bc02-4b7c-bd55-b576c07bb09d","servicePlanName":"AAD_PREMIUM","provisioningStatus":"Success","appliesTo":"User"}]"""
                            : "]"));
                    break;
            }
        });
    }

    private static GraphResponse Synchronization(RouteContext context)
    {
        if (context.Core.Tenant.SynchronizationIsDelegatedOnly)
            throw GraphFailure.Denied();
        return Collection(context, "directory/onPremisesSynchronization", writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", context.Core.Tenant.Id.ToString("D"));
            writer.WritePropertyName("configuration");
            writer.WriteRawValue("""{"accidentalDeletionPrevention":{"synchronizationPreventionType":"enabledForCount","alertThreshold":500}}""");
            writer.WriteStartObject("features");
            foreach (var feature in SyncFeatures)
            {
                writer.WriteBoolean(feature, feature is "softMatchOnUpnEnabled" or "synchronizeUpnForManagedUsersEnabled"
                    or "quarantineUponUpnConflictEnabled" or "quarantineUponProxyAddressesConflictEnabled");
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    // A tenant that never changed a setting has no entry.
    private static GraphResponse Settings(RouteContext context) => Collection(context, "groupSettings", writer =>
    {
        if (context.Core.Tenant.NewGroupsAreWrittenBack is not { } isOn)
            return;
        writer.WriteRawValue($$"""
            {"id":"{{context.Core.Tenant.Id:D}}","displayName":"Group.Unified","templateId":"62375ab9-6b52-47ed-826b-58e47e0e304b","values":[{"name":"NewUnifiedGroupWritebackDefault","value":"{{(isOn ? "true" : "false")}}"}]}
            """);
    });

    private static GraphResponse SettingTemplates(RouteContext context) => Collection(context, "groupSettingTemplates", writer =>
    {
        foreach (var (id, name, setting) in new[]
        {
            ("62375ab9-6b52-47ed-826b-58e47e0e304b", "Group.Unified", "NewUnifiedGroupWritebackDefault"),
            ("08d542b9-071f-4e16-94b0-74abb372e3d9", "Group.Unified.Guest", "AllowToAddGuests"),
        })
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteNull("deletedDateTime");
            writer.WriteString("displayName", name);
            writer.WriteString("description", "Setting templates define the different settings that can be used for the associated ObjectSettings.");
            writer.WritePropertyName("values");
            writer.WriteRawValue($$"""[{"name":"{{setting}}","type":"System.Boolean","defaultValue":"true","description":"A switch of the tenant."}]""");
            writer.WriteEndObject();
        }
    });

    private static IEnumerable<string> Chosen(RouteContext context, string[] known, string type)
    {
        if (context.Request.Query["select"] is not { Length: > 0 } select)
            return known;
        var names = select.Split(',', StringSplitOptions.TrimEntries);
        var unknown = Array.Find(names, name => !known.Contains(name, StringComparer.OrdinalIgnoreCase));
        return unknown is null ? names.Append("id").Distinct(StringComparer.Ordinal).ToList() : throw GraphFailure.UnknownProperty(unknown, type);
    }

    private static void Item(Utf8JsonWriter writer, IEnumerable<string> properties, Action<string> writeValue)
    {
        writer.WriteStartObject();
        foreach (var name in properties)
        {
            writer.WritePropertyName(name);
            writeValue(name);
        }

        writer.WriteEndObject();
    }

    private static GraphResponse Collection(RouteContext context, string metadata, Action<Utf8JsonWriter> items) => GraphResponse.Object(200, writer =>
    {
        writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#{metadata}");
        writer.WriteStartArray("value");
        items(writer);
        writer.WriteEndArray();
    });
}
