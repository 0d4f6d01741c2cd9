using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The fixed host code for devices: files of the generator's own, which are added as they are.</summary>
internal static class HostFiles
{
    private const string Prefix = Template.Prefix + "Gpu.";

    /// <summary>Text by the name of the type in it, in order.</summary>
    public static IEnumerable<KeyValuePair<string, string>> All => typeof(HostFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .OrderBy(name => name, StringComparer.Ordinal)
        .Select(name => new KeyValuePair<string, string>(
            name.Substring(Prefix.Length), Template.Emit(name, "references ILGPU and has a net with the pass gpu or gpu_half")));
}
