using System;
using System.Text;
using System.Threading.Tasks;

namespace NetSpec.Tool;

/// <summary>The command <c>netspec</c>.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments)
    {
        // Files and pipes get the text that they get elsewhere.
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return CommandLine.RunAsync(arguments);
    }
}
