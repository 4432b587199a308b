using Microsoft.AspNetCore.Http.Features;

namespace Tracker.Api.Pages.Forms;

public static class FormServices
{
    public static void AddForms(this IServiceCollection services)
    {
        services.AddAntiforgery(forms =>
        {
            forms.FormFieldName = FormTokens.FieldName;
            forms.Cookie.Name = "tracker-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.HttpOnly = true;
            forms.SuppressXFrameOptionsHeader = true; // frame-ancestors says it.
        });
        // A year is closed, and a worksheet pasted, with several fields for each of hundreds of items.
        services.Configure<FormOptions>(form => form.ValueCountLimit = 20_000);
        services.AddScoped<Typed>();
        services.AddScoped<FormTokens>();
        services.AddScoped<Flash>();
        services.AddScoped<PageForms>();
    }
}
