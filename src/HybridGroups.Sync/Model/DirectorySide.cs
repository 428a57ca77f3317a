namespace HybridGroups.Sync.Model;

public enum DirectorySide
{
    ActiveDirectory,
    Entra,
}
