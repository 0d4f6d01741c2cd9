using System;
using System.Diagnostics;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Tests.Weights;

/// <summary>This assembly as a program: it saves a store over and over until it is killed.</summary>
internal static class WriterProcess
{
    public static ParameterLayout Layout { get; } = new(new ParameterInfo("w", ParameterRole.Weight, 1000, 1000));

    public static Process Start(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && host.EndsWith("dotnet", StringComparison.Ordinal) ? host : "dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(WriterProcess).Assembly.Location);
        start.ArgumentList.Add(path);
        return Process.Start(start)!;
    }

    public static void Main(string[] args)
    {
        var store = new ParameterStore(Layout);
        store.Values.Fill(2);
        Console.WriteLine("writing");
        while (true)
        {
            store.Save(args[0]);
        }
    }
}
