using System.ComponentModel;

namespace NetSpec.Runtime.Cpu;

/// <summary>The exclusive use of a <see cref="Workspace"/>, until it is disposed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct WorkspaceReservation
{
    private readonly Workspace? _workspace;

    internal WorkspaceReservation(Workspace workspace) => _workspace = workspace;

    /// <summary>Gives the workspace back. Dispose a reservation once.</summary>
    public void Dispose() => _workspace?.Release();
}
